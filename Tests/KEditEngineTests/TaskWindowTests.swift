import Synchronization
import Testing

@testable import KEditEngine

/// How many tasks may be at the service at a time.
struct TaskWindowTests {
  @Test func aPlaceIsWaitedFor() async {
    let window = TaskWindow(1)
    #expect(await window.enter())
    #expect(!window.enterAtOnce())
    async let second = window.enter()
    window.leave()
    #expect(await second)
  }

  @Test func whoIsCancelledGetsNoPlace() async {
    let window = TaskWindow(1)
    #expect(window.enterAtOnce())
    let answer = await withTaskGroup(of: Bool.self) { group in
      group.addTask { await window.enter() }
      group.cancelAll()
      return await group.next()
    }
    #expect(answer == false)
    window.leave()
    #expect(window.enterAtOnce(), "nothing was taken by the one that was cancelled")
  }

  @Test func theLimitOfTheAccountIsFoundAndTriedAgain() {
    let window = TaskWindow(5)
    for _ in 0..<3 { #expect(window.enterAtOnce()) }
    #expect(window.refused(), "two others are at the service")
    #expect(!window.enterAtOnce(), "no more than two fit")
    window.leave()
    #expect(window.enterAtOnce())
    for _ in 0..<2 { window.accepted() }
    #expect(window.enterAtOnce(), "two were taken: there may be room for a third")
  }

  @Test func aloneAtTheServiceOneMayStillTry() {
    let window = TaskWindow(5)
    #expect(window.enterAtOnce())
    #expect(!window.refused())
    #expect(window.enterAtOnce())
  }
}

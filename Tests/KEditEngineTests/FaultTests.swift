import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import Testing

/// What the network and the service may do to each call, and what must come of it: one task, or none
/// and a clear word.
struct FaultTests {
  /// A fault that passes.
  struct Passing: Sendable, CustomTestStringConvertible {
    let name: String
    let fault: FakeService.Fault

    var testDescription: String { name }
  }

  static let passing: [Passing] = [
    Passing(name: "500", fault: .instead(FakeService.refusal(500, 5000))),
    Passing(name: "502 page", fault: .instead(.http(502, "<html>"))),
    Passing(name: "504 empty", fault: .instead(.http(504, ""))),
    Passing(name: "garbage", fault: .instead(.http(200, "%&$"))),
    Passing(name: "1302", fault: .instead(FakeService.refusal(429, 1302))),
    Passing(name: "1303", fault: .instead(FakeService.refusal(429, 1303))),
    Passing(name: "unreachable", fault: .instead(.failure(.unreachable("no route")))),
    Passing(name: "lost, not done", fault: .instead(.failure(.interrupted("reset")))),
    Passing(name: "lost, done", fault: .after(.failure(.interrupted("reset")))),
    Passing(name: "time-out, done", fault: .after(.failure(.timedOut(connected: true)))),
    Passing(name: "garbage, done", fault: .after(.http(200, "{"))),
    Passing(name: "502, done", fault: .after(.http(502, ""))),
  ]

  @Test(arguments: ["get", "init", "add", "clear", "preview", "create"], passing)
  func whatPassesCostsNoSecondTask(step: String, passing: Passing) async throws {
    let service = FakeService { state in
      state.faults[step] = [passing.fault, passing.fault, passing.fault]
      // A session is cleared only after a lost mark.
      if step == "clear" { state.faults["add"] = [.after(.http(502, ""))] }
    }
    var stage = Stage(service)
    stage.options.preview = true
    let marks = [mark(.index(0), (0.1, 0.2)), mark(.index(9), (0.3, 0.4), (0.5, 0.6))]
    let outcome = try await stage.run(plan(edit(selections: marks)))
    #expect(outcome.endings == ["1 done out/1.mp4"])
    #expect(service.tasks.count == 1)
    let session = try #require(service.tasks.first?.body["session_id"]?.string)
    #expect(
      service.with { $0.sessions[session] } == [
        #"0 [{"x":0.1,"y":0.2}]"#, #"9 [{"x":0.3,"y":0.4},{"x":0.5,"y":0.6}]"#,
      ])
    #expect(service.with { $0.faults[step]?.count } != 3, "the fault happened")
  }

  @Test(arguments: [
    Passing(name: "500", fault: .instead(.http(503, ""))),
    Passing(name: "page", fault: .instead(.http(200, "<html><body>please log in</body></html>"))),
    Passing(name: "no video", fault: .instead(.http(200, "hello, this is no video"))),
    Passing(name: "short", fault: .instead(.http(200, "hi"))),
    Passing(name: "empty", fault: .instead(.http(200, ""))),
    Passing(name: "broken", fault: .instead(.failure(.interrupted("reset")))),
  ])
  func aBadDownloadNeverBecomesTheResult(passing: Passing) async throws {
    let service = FakeService { $0.faults["download"] = [passing.fault, passing.fault] }
    let stage = Stage(service)
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 done out/1.mp4"])
    #expect(stage.files.outputs["1.mp4"] == service.with { $0.media })

    let always = FakeService {
      $0.faults["download"] = Array(repeating: passing.fault, count: 100)
    }
    let hopeless = Stage(always)
    let end = try await hopeless.run(plan(edit()))
    #expect(end.endings == ["1 failed unreachable"])
    #expect(hopeless.files.outputs.isEmpty)
    #expect(hopeless.files.pendingCount == 0)
    #expect(always.steps.count { $0 == "download" } == 6)
  }

  @Test(arguments: [401, 403, 404, 410])
  func aDeadLinkIsAskedForAnewOnce(status: Int) async throws {
    let dead = FakeService.Fault.instead(.http(status, "gone"))
    let cured = Stage(FakeService { $0.faults["download"] = [dead] })
    #expect(try await cured.run(plan(edit())).failure == nil)

    let final = Stage(FakeService { $0.faults["download"] = [dead, dead] })
    #expect(try await final.run(plan(edit())).failure == .unreachable)
    #expect(final.service.steps.count { $0 == "download" } == 2)
  }

  @Test func aSecondFileWithADeadLinkHasBothFetchedAgain() async throws {
    let stage = Stage(
      FakeService {
        $0.looksUntilDone = 0
        // The first look-up and the first download are well.
        $0.faultAtCall = (6, .instead(.http(403, "gone")))
      })
    let outcome = try await stage.run(plan(edit(watermark: true)))
    #expect(
      stage.service.steps == [
        "get", "init", "add", "create", "get", "download", "download", "get", "download",
        "download",
      ])
    #expect(outcome.endings == ["1 done out/1.mp4 out/1.watermarked.mp4"])
  }

  @Test func aFullDiskLeavesNothingBehind() async throws {
    let stage = Stage(files: FakeFiles(isFull: true))
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 failed localFile"])
    #expect(stage.files.pendingCount == 0)
  }

  @Test(arguments: [
    ("init", FakeService.refusal(401, 1002), Failure.Kind.personMustAct),
    ("get", FakeService.refusal(429, 1102), .personMustAct),
    ("create", FakeService.refusal(429, 1101), .personMustAct),
    ("add", FakeService.refusal(400, 1200), .refused),
    ("create", FakeService.refusal(400, 1301), .refused),
    ("create", FakeService.refusal(400, 1201), .refused),
    ("init", FakeService.success(#"{"status":3}"#), .refused),
    ("add", FakeService.success(#"{"status":3}"#), .refused),
    ("create", .failure(.insecure("self-signed")), .unreachable),
  ])
  func whatDoesNotPassEndsTheEditAtOnce(
    step: String, reply: FakeService.Reply, kind: Failure.Kind
  ) async throws {
    let stage = Stage(
      FakeService { $0.faults[step] = Array(repeating: .instead(reply), count: 3) })
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.failure == kind)
    #expect(stage.service.steps.count { $0 == step } == 1)
    #expect(stage.service.tasks.isEmpty)
    #expect(stage.clock.pauses.isEmpty)
  }

  @Test(arguments: ["get", "init", "add", "create"])
  func whatNeverPassesIsGivenUp(step: String) async throws {
    let fault = FakeService.Fault.instead(.http(500, ""))
    let stage = Stage(FakeService { $0.faults[step] = Array(repeating: fault, count: 100) })
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.failure == .unreachable)
    #expect(stage.service.steps.count { $0 == step } == 6)
    #expect(stage.service.tasks.isEmpty)
  }

  @Test func whatIsLostForGoodIsNamedSoThatItCanBeFound() async throws {
    // Every create reaches the service, no answer ever comes back, and then look-ups fail too.
    let lost = FakeService.Fault.after(.failure(.interrupted("reset")))
    let service = FakeService { state in
      state.faults["create"] = Array(repeating: lost, count: 100)
      state.faults["get"] =
        [.instead(FakeService.refusal(400, 1201))]
        + Array(repeating: .instead(.http(500, "")), count: 100)
    }
    let stage = Stage(service)
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.failure == .unreachable)
    #expect(service.tasks.count == 1)
    guard case .failed(let failure) = outcome.edits[0].ending else { return }
    let id = try #require(service.tasks.first?.externalID)
    #expect(failure.messages.contains { $0.contains(id) })

    service.with { $0.faults = [:] }
    let next = Stage(service)
    #expect(try await next.run(plan(edit())).failure == nil)
    #expect(service.tasks.count == 1)
  }

  @Test func throttlingIsWaitedOutHoweverLong() async throws {
    let slow = FakeService.Fault.instead(FakeService.refusal(429, 1303))
    let stage = Stage(FakeService { $0.faults["create"] = Array(repeating: slow, count: 50) })
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.failure == nil)
    #expect(stage.service.tasks.count == 1)
    #expect(stage.clock.uptime > .seconds(60))
  }
}

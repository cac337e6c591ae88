import CurlTransport
import KlingAPI
import TestSupport
import Testing

/// A cancelled task gets `.cancelled`, whatever point its request has reached.
struct CancellationTests {
  @Test("Before it is submitted: nothing is sent")
  func before() async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    let request = HTTPRequest(.post, server.url, body: .bytes([1]))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await transport.outcome(request)
    }
    #expect(await task.value == .failure(.cancelled))
    #expect(server.connections == 0)
    // The transport is as good as before.
    #expect(await transport.outcome(request) == .success(200))
  }

  @Test("While the server is silent")
  func duringWait() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .text(200, "ok").stalled(until: never) }
    let transport = makeTransport()
    let request = HTTPRequest(.get, server.url)
    let task = Task { await transport.outcome(request) }
    await server.received(1)
    task.cancel()
    #expect(await task.value == .failure(.cancelled))
  }

  @Test("In the middle of a body")
  func duringBody() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .chunked([.send([1, 2, 3]), .wait(never)]) }
    let transport = makeTransport()
    let sink = RecordingSink()
    let request = HTTPRequest(.get, server.url)
    let task = Task { () async -> TransportError? in
      do throws(TransportError) {
        _ = try await transport.stream(request, into: sink)
        return nil
      } catch {
        return error
      }
    }
    await sink.begun.passed()
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(sink.body == [1, 2, 3])
  }

  @Test("After the answer: it stays an answer")
  func after() async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    let request = HTTPRequest(.get, server.url)
    let task = Task {
      let result = await transport.outcome(request)
      withUnsafeCurrentTask { $0?.cancel() }
      return result
    }
    #expect(await task.value == .success(200))
  }

  @Test("At any moment: 300 requests cancelled from outside each end once, one way or the other")
  func race() async throws {
    let server = try LoopbackServer { _ in .text(200, "ok") }
    let transport = makeTransport()
    let request = HTTPRequest(.get, server.url)
    await withTaskGroup { group in
      for number in 0..<300 {
        group.addTask {
          let task = Task { await transport.outcome(request) }
          for _ in 0..<(number % 30) { await Task.yield() }
          task.cancel()
          let result = await task.value
          #expect(result == .success(200) || result == .failure(.cancelled))
        }
      }
    }
    #expect(await transport.outcome(request) == .success(200))
  }

  @Test("The end of the transport ends what is on its way")
  func shutdown() async throws {
    let never = Gate()
    let server = try LoopbackServer { _ in .text(200, "ok").stalled(until: never) }
    let transport = makeTransport()
    let request = HTTPRequest(.get, server.url)
    let task = Task { await transport.outcome(request) }
    await server.received(1)
    transport.shutdown()
    #expect(await task.value == .failure(.cancelled))
  }
}

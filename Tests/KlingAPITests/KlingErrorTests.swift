import KlingAPI
import Testing

/// The error table of the documents, and what lies around it.
struct KlingErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let reply: ScriptedTransport.Reply
    /// Of an init, which may be sent again.
    let repeatable: KlingError.Kind
    /// Of a create, which may not; the same unless it is given.
    let create: KlingError.Kind
    let testDescription: String

    init(
      _ status: Int, _ body: String, _ repeatable: KlingError.Kind, create: KlingError.Kind? = nil
    ) {
      self.reply = .http(status, body)
      self.repeatable = repeatable
      self.create = create ?? repeatable
      self.testDescription = "\(status) \(body.prefix(40))"
    }

    init(_ status: Int, _ code: Int, _ repeatable: KlingError.Kind, create: KlingError.Kind? = nil)
    {
      self.init(
        status, #"{"code":\#(code),"message":"m","request_id":"r"}"#, repeatable, create: create)
    }

    init(_ error: TransportError, _ repeatable: KlingError.Kind, create: KlingError.Kind? = nil) {
      self.reply = .failure(error)
      self.repeatable = repeatable
      self.create = create ?? repeatable
      self.testDescription = "\(error)"
    }
  }

  static let rows: [Row] = [
    Row(401, 1000, .authentication), Row(401, 1001, .authentication),
    Row(401, 1002, .authentication), Row(401, 1003, .authentication),
    Row(401, 1004, .authentication),
    Row(429, 1100, .personMustAct), Row(429, 1101, .personMustAct),
    Row(429, 1102, .personMustAct), Row(403, 1103, .personMustAct),
    Row(400, 1200, .refused), Row(400, 1201, .refused), Row(404, 1202, .refused),
    Row(404, 1203, .refused), Row(400, 1300, .refused), Row(400, 1301, .refused),
    Row(429, 1302, .throttled), Row(429, 1303, .throttled), Row(429, 1304, .personMustAct),
    Row(500, 5000, .transient, create: .ambiguous), Row(503, 5001, .transient, create: .ambiguous),
    Row(504, 5002, .transient, create: .ambiguous),
    // The code decides even under HTTP 200, and a failing status even over code 0.
    Row(200, 1303, .throttled), Row(200, 1301, .refused), Row(200, 9999, .refused),
    Row(500, 0, .transient, create: .ambiguous),
    // Codes that no table has go by the status.
    Row(429, 7777, .transient), Row(401, 7777, .authentication), Row(403, 7777, .personMustAct),
    Row(502, 7777, .transient, create: .ambiguous), Row(418, 7777, .refused),
    // Gateways.
    Row(502, "<html><title>Bad Gateway</title>", .transient, create: .ambiguous),
    Row(504, "", .transient, create: .ambiguous),
    Row(200, "", .transient, create: .ambiguous),
    Row(200, "<!DOCTYPE html>", .transient, create: .ambiguous),
    Row(200, "{\"code\":0,\"data\":", .transient, create: .ambiguous),
    Row(200, "[]", .transient, create: .ambiguous),
    Row(413, "too large", .refused), Row(404, "<html>", .refused), Row(302, "", .refused),
    Row(408, "", .transient, create: .ambiguous),
    // No response at all.
    Row(.unreachable("no route"), .unreachable), Row(.timedOut(connected: false), .unreachable),
    Row(.timedOut(connected: true), .transient, create: .ambiguous),
    Row(.interrupted("reset"), .transient, create: .ambiguous),
    Row(.tooLarge(limit: 1), .transient, create: .ambiguous),
    Row(.insecure("self-signed"), .insecure), Row(.unsendable("bad"), .unsendable),
    Row(.cancelled, .cancelled),
  ]

  @Test(arguments: rows)
  func everyFailureHasItsClass(row: Row) async throws {
    let transport = ScriptedTransport(row.reply, row.reply, row.reply, row.reply)
    let client = try client(transport)
    let parsing = await #expect(throws: KlingError.self) {
      try await client.initSelection(.videoID("v"))
    }
    #expect(parsing?.kind == row.repeatable)
    let adding = await #expect(throws: KlingError.self) {
      try await client.addSelection(SelectionRequest(sessionID: "s", frameIndex: 0, points: []))
    }
    #expect(adding?.kind == row.create)
    let clearing = await #expect(throws: KlingError.self) {
      try await client.clearSelection(SessionRequest(sessionID: "s"))
    }
    #expect(clearing?.kind == row.repeatable)
    let creating = await #expect(throws: KlingError.self) { try await client.createTask(create) }
    #expect(creating?.kind == row.create)
    #expect(transport.requests.count == 4, "no call was sent twice")
  }

  @Test(arguments: [
    (400, #"{"code":1201,"message":"task not found"}"#),
    (404, #"{"code":1203,"message":"no such resource"}"#),
    (200, #"{"code":0,"message":"","data":null}"#),
    (200, #"{"code":0,"message":"","data":[]}"#),
    (200, #"{"code":0,"message":""}"#),
  ])
  func anUnknownTaskIsNotFound(status: Int, body: String) async throws {
    let client = try client(ScriptedTransport(.http(status, body)))
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(error?.kind == .notFound)
  }

  @Test func aPageInsteadOfJSONIsNoProofThatThereIsNoTask() async throws {
    let client = try client(ScriptedTransport(.http(404, "<html>")))
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(error?.kind == .refused)
  }

  @Test func theSecondLevelOfSuccessCounts() async throws {
    let client = try client(
      ScriptedTransport(success(#"{"status":17}"#), success(#"{"status":3,"session_id":"s"}"#)))
    let video = await #expect(throws: KlingError.self) {
      try await client.initSelection(.videoID("v"))
    }
    #expect(video?.kind == .refused)
    #expect(
      video?.description
        == "init: the service refused the call: the video was rejected with status 17; "
        + "it says: SUCCEED (code 0, request r-1)")
    let selection = await #expect(throws: KlingError.self) {
      try await client.addSelection(SelectionRequest(sessionID: "s", frameIndex: 0, points: []))
    }
    #expect(selection?.kind == .refused)
    #expect(selection?.message.contains("status 3") == true)
  }

  @Test(arguments: [
    ("7", Duration.seconds(7)), ("Tue, 14 Nov 2023 22:13:25 GMT", .seconds(5)),
    ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Thu, 29 Feb 2024 00:00:00 GMT", nil),
    ("Tue, 14 Nov 2023 25:13:25 GMT", nil), ("soon", nil), ("-1", nil), ("999999999", nil),
  ])
  func retryAfterIsHandedOn(header: String, expected: Duration?) async throws {
    let client = try client(
      ScriptedTransport(
        .http(429, #"{"code":1302,"message":"slow down"}"#, headers: ["retry-after": header])))
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(error?.retryAfter == expected)
  }

  @Test func whatTheServiceSaysIsMadeHarmless() async throws {
    let client = try client(
      ScriptedTransport(
        .http(400, #"{"code":1200,"message":"a\u001b[31mred\nline\u202e","request_id":"r\u0007"}"#))
    )
    let error = await #expect(throws: KlingError.self) { try await client.task("t") }
    #expect(
      error?.description
        == #"get: the service refused the call: a\u{1B}[31mred\nline\u{202E} "#
        + #"(HTTP 400, code 1200, request r\u{7})"#)
  }

  private var create: CreateTaskRequest {
    CreateTaskRequest(
      modelName: nil, sessionID: "s", editMode: .removal, images: [], prompt: "p",
      negativePrompt: nil, mode: .std, duration: .five, watermark: nil, callbackURL: nil,
      externalTaskID: "e")
  }
}

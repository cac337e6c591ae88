import Crypto
import KlingAPI
import Testing

/// Callbacks as `api/platform.md` describes them.
struct CallbackTests {
  private static let id = "9876543210"
  private static let time = 1_781_080_794
  private static let body = Array(
    #"{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}"#
      .utf8)
  private static let signature = "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4="

  private let verifier: CallbackVerifier

  init() throws {
    verifier = try #require(
      Self.verifier("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="))
  }

  private static func verifier(_ secret: String) -> CallbackVerifier? {
    CallbackVerifier(
      secret: Secret(secret),
      functions: CallbackVerifier.Functions(
        hmac: { HMACSHA256.authenticate(message: $1, key: $0) },
        decodeBase64: { Base64.decode($0) }, areEqual: { constantTimeEquals($0, $1) }))
  }

  private func refusal(
    id: String? = id, timestamp: String? = "\(time)", signature: String? = signature,
    body: [UInt8] = body, now: Int = time, with verifier: CallbackVerifier? = nil
  ) -> CallbackVerifier.Refusal? {
    let headers = [
      "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature,
    ]
    let verifier = verifier ?? self.verifier
    do throws(CallbackVerifier.Refusal) {
      try verifier.check(try verifier.claim({ headers[$0] ?? nil }, now: now), body: body)
      return nil
    } catch {
      return error
    }
  }

  @Test func theVectorOfTheDocumentsIsRight() throws {
    #expect(refusal() == nil)
    let bare = try #require(Self.verifier("dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="))
    #expect(refusal(with: bare) == nil)
  }

  @Test func anyOfSeveralSignaturesMayBeRight() {
    let wrong = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    #expect(refusal(signature: "\(wrong) \(Self.signature)") == nil)
    #expect(refusal(signature: "v2,abc v1,not-base64 \(Self.signature)") == nil)
    #expect(refusal(signature: wrong) == .wrongSignature)
    // Nobody waits while a thousand of them are compared.
    let many = String(repeating: wrong + " ", count: 1000) + Self.signature
    #expect(refusal(signature: many) == .wrongSignature)
  }

  @Test func nothingThatIsSignedCanBeChanged() {
    #expect(refusal(id: "9876543211") == .wrongSignature)
    #expect(refusal(timestamp: "\(Self.time + 1)") == .wrongSignature)
    #expect(refusal(timestamp: "0\(Self.time)") == .wrongSignature)
    #expect(refusal(body: Self.body + [0x20]) == .wrongSignature)
    #expect(refusal(body: []) == .wrongSignature)
    #expect(refusal(with: Self.verifier("whsec_AAAA")) == .wrongSignature)
  }

  @Test func timesBeyondTheToleranceAreRefused() {
    #expect(refusal(now: Self.time + 300) == nil)
    #expect(refusal(now: Self.time - 300) == nil)
    #expect(refusal(now: Self.time + 301) == .stale)
    #expect(refusal(now: Self.time - 301) == .stale)
  }

  @Test func headersThatAreNoneAreRefused() {
    #expect(refusal(id: nil) == .malformed)
    #expect(refusal(id: "") == .malformed)
    #expect(refusal(id: "a b") == .malformed)
    #expect(refusal(id: String(repeating: "9", count: 257)) == .malformed)
    for timestamp in [nil, "", "soon", "-1", "+1781080794", "1781080794.0", "99999999999999999999"]
    {
      #expect(refusal(timestamp: timestamp) == .malformed, "\(timestamp ?? "none")")
    }
    for signature in [nil, "", " ", "v1", "v1,", "v1,%", "v2,AAAA"] {
      let found = refusal(signature: signature)
      #expect(found == .malformed || found == .wrongSignature, "\(signature ?? "none")")
    }
  }

  @Test func aSecretThatIsNoneIsRefused() {
    for secret in ["", "whsec_", "whsec_%", "whsec_AAA", "secret with spaces"] {
      #expect(Self.verifier(secret) == nil, "\(secret)")
    }
  }

  @Test func aCallbackIsTakenOnce() {
    var seen = SeenCallbacks()
    var taken = [
      seen.insert("a", timestamp: 100, now: 100), seen.insert("a", timestamp: 100, now: 400),
      seen.insert("b", timestamp: 400, now: 400),
    ]
    // What could not be taken may come again.
    seen.remove("b")
    taken += [
      seen.insert("b", timestamp: 400, now: 400), seen.insert("b", timestamp: 400, now: 400),
    ]
    #expect(taken == [true, false, true, true, false])
  }

  @Test func theMemoryOfCallbacksIsBounded() {
    var seen = SeenCallbacks(capacity: 10)
    for number in 0..<1000 {
      let isNew = seen.insert("\(number)", timestamp: 100, now: 100)
      #expect(isNew && seen.count <= 10)
    }
    for number in [999, 990] {
      let isNew = seen.insert("\(number)", timestamp: 100, now: 100)
      #expect(!isNew)
    }
    // Those that are refused for their age need not be remembered.
    let isNew = seen.insert("x", timestamp: 500, now: 500)
    #expect(isNew && seen.count == 1)
  }

  @Test func aNoticeIsABareObjectThatNamesATask() {
    let whole = CallbackNotice(
      Array(
        #"{"task_id":"t1","task_status":"succeed","task_info":{"external_task_id":"kedit-1"}}"#.utf8
      ))
    #expect(whole?.taskID == "t1")
    #expect(whole?.externalTaskID == "kedit-1")
    #expect(
      CallbackNotice(Array(#"{"task_id":847570360458960961}"#.utf8))?.taskID == "847570360458960961"
    )
    #expect(
      CallbackNotice(Array(#"{"task_id":"t1","task_info":null}"#.utf8))?.externalTaskID == nil)
    for junk in [
      "", "null", "[]", "7", "{}", #"{"task_id":""}"#, #"{"task_id":{}}"#,
      #"{"task_id":"t1","task_info":7}"#, #"{"task_id":"t1"}{}"#, "{\"task_id\":\"\u{0}\"",
      String(repeating: "[", count: 60_000),
    ] {
      #expect(CallbackNotice(Array(junk.utf8)) == nil, "\(junk.prefix(40))")
    }
  }
}

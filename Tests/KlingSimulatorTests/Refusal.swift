import Crypto
import KlingSimulator
import MediaFacts
import Testing

/// One row of the table of refusals: a raw request that breaks one rule, and what it gets.
struct Refusal: Sendable, CustomTestStringConvertible {
  let rule: ServiceRule
  let status: Int
  let code: Int
  /// What the message must name: the field, or a word of the reason.
  let names: String
  let note: String
  /// Brings the simulator into a state in which the rule can be broken, and sends the request.
  let send: @Sendable (Scene) async throws -> ServiceResponse

  init(
    _ rule: ServiceRule, _ status: Int, _ code: Int, names: String, _ note: String = "",
    send: @escaping @Sendable (Scene) async throws -> ServiceResponse
  ) {
    self.rule = rule
    self.status = status
    self.code = code
    self.names = names
    self.note = note
    self.send = send
  }

  var testDescription: String { note.isEmpty ? rule.rawValue : "\(rule.rawValue): \(note)" }
}

extension Refusal {
  /// A parameter error of a POST to an operation, with this raw body.
  static func post(
    _ rule: ServiceRule, _ call: String, names: String, _ note: String, _ body: String
  ) -> Refusal {
    Refusal(rule, 400, 1201, names: names, note) { await $0.post(call, body) }
  }

  static func post(
    _ rule: ServiceRule, _ call: String, names: String, _ body: String
  ) -> Refusal {
    post(rule, call, names: names, "", body)
  }

  /// A parameter error of add-selection in a fresh session.
  static func add(
    _ rule: ServiceRule, names: String, _ note: String = "", frame: String = "0",
    points: String = #"[{"x": 0.5, "y": 0.5}]"#
  ) -> Refusal {
    Refusal(rule, 400, 1201, names: names, note) { scene in
      let session = try await scene.session()
      return await scene.post(
        "add-selection",
        #"{"session_id": "\#(session)", "frame_index": \#(frame), "points": \#(points)}"#)
    }
  }

  /// A parameter error of a create call in a session with one mark; `change` breaks the sample.
  static func create(
    _ rule: ServiceRule, _ status: Int = 400, _ code: Int = 1201, names: String,
    _ note: String = "", _ change: @escaping @Sendable (CreateBody) -> CreateBody
  ) -> Refusal {
    Refusal(rule, status, code, names: names, note) { scene in
      let body = change(CreateBody(session: try await scene.markedSession()))
      return await scene.post("", body.text)
    }
  }

  /// An init call for a video that is read and rejected: a success, but for `data.status`.
  static func rejection(_ rule: ServiceRule, names: String, _ video: VideoFacts) -> Refusal {
    Refusal(rule, 200, 0, names: names) { scene in
      scene.probe(.facts(video))
      return await scene.post("init-selection", #"{"video_url": "https://example.com/a.mp4"}"#)
    }
  }

  /// A list call with this token.
  static func token(
    _ rule: ServiceRule, _ code: Int, names: String, _ note: String, _ authorization: String
  ) -> Refusal {
    Refusal(rule, 401, code, names: names, note) { scene in
      var request = Scene.request("GET", "")
      request.headers = [.init("Authorization", authorization)]
      return await scene.send(request)
    }
  }
}

/// A token of the test's key pair; the clock of a fresh scene stands at 1,700,000,000 s.
func webToken(
  header: String = #"{"alg":"HS256","typ":"JWT"}"#, accessKey: String = "ak-test",
  secretKey: String = "sk-test", expires: Int = 1_700_001_800, notBefore: Int = 1_699_999_995
) -> String {
  let claims = #"{"iss":"\#(accessKey)","exp":\#(expires),"nbf":\#(notBefore)}"#
  let content = [header, claims].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
  let signature = HMACSHA256.authenticate(
    message: Array(content.utf8), key: Array(secretKey.utf8))
  return "\(content).\(Base64URL.encode(signature))"
}

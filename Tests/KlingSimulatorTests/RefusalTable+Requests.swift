import KlingSimulator

extension RefusalTable {
  /// Who asks, what is asked, and how it is written.
  static let requests: [Refusal] = [
    .token(.authorizationPresent, 1001, names: "Authorization", "empty", ""),
    .token(.authorizationPresent, 1001, names: "Authorization", "only the word", "Bearer "),
    .token(.authorizationKnown, 1002, names: "Bearer", "no scheme", Scene.key),
    .token(.authorizationKnown, 1002, names: "token", "unknown key", "Bearer nobody"),
    .token(
      .authorizationKnown, 1002, names: "HS256", "unsigned",
      "Bearer \(webToken(header: #"{"alg":"none","typ":"JWT"}"#))"),
    .token(
      .authorizationKnown, 1002, names: "iss", "unknown access key",
      "Bearer \(webToken(accessKey: "ak-nobody"))"),
    .token(
      .tokenSignature, 1000, names: "signature", "", "Bearer \(webToken(secretKey: "wrong"))"),
    .token(
      .tokenAlreadyValid, 1003, names: "nbf", "", "Bearer \(webToken(notBefore: 1_700_000_001))"),
    .token(
      .tokenNotExpired, 1004, names: "exp", "", "Bearer \(webToken(expires: 1_700_000_000))"),

    Refusal(.pathKnown, 404, 1203, names: "/v1/videos", "no such resource") { scene in
      await scene.send(ServiceRequest("GET", "/v1/videos/text2video"))
    },
    Refusal(.methodAllowed, 404, 1202, names: "GET", "GET of a POST call") { scene in
      await scene.get("add-selection")
    },
    Refusal(.methodAllowed, 404, 1202, names: "POST", "POST to a task") { scene in
      await scene.post("847570360458960960", "{}")
    },
    Refusal(.methodAllowed, 404, 1202, names: "DELETE", "there is no cancel") { scene in
      await scene.send(Scene.request("DELETE", "847570360458960960"))
    },
    Refusal(.contentTypeJSON, 400, 1200, names: "Content-Type") { scene in
      var request = Scene.request("POST", "init-selection", body: "{}")
      request.headers.removeAll { $0.name == "Content-Type" }
      request.headers.append(.init("Content-Type", "application/x-www-form-urlencoded"))
      return await scene.send(request)
    },
    Refusal(.bodyJSONObject, 400, 1200, names: "JSON", "not JSON") { scene in
      await scene.post("init-selection", #"{"video_url": "#)
    },
    Refusal(.bodyJSONObject, 400, 1200, names: "object", "not an object") { scene in
      await scene.post("init-selection", "[]")
    },
    Refusal(.bodySize, 413, 1200, names: "bytes") { scene in
      let blanks = String(repeating: " ", count: 32 << 20)
      return await scene.post("init-selection", "{\(blanks)}")
    },
    .post(
      .fieldKnown, "init-selection", names: "fps",
      #"{"video_url": "https://example.com/a.mp4", "fps": 30}"#),
    .add(.fieldKnown, names: "points[0].z", points: #"[{"x": 0.5, "y": 0.5, "z": 0}]"#),
    .post(
      .fieldType, "init-selection", names: "video_url", "a number for a string",
      #"{"video_url": 5}"#),
    .post(
      .fieldType, "init-selection", names: "video_id", "null", #"{"video_id": null}"#),
    .post(.fieldRequired, "clear-selection", names: "session_id", "{}"),
    .post(.fieldRequired, "preview-selection", names: "session_id", #"{"session_id": ""}"#),

    Refusal(.taskKnown, 400, 1201, names: "task_id") { await $0.get("847570360458960961") },
    Refusal(.taskKnown, 400, 1201, names: "task_id", "another account's") { scene in
      await scene.get(try await scene.task(), key: Scene.otherKey)
    },
    .page(.pageNumber, "pageNum", "0"), .page(.pageNumber, "pageNum", "1001"),
    .page(.pageNumber, "pageNum", "one"), .page(.pageSize, "pageSize", "0"),
    .page(.pageSize, "pageSize", "501"), .page(.fieldKnown, "page", "1"),
  ]
}

extension Refusal {
  fileprivate static func page(_ rule: ServiceRule, _ name: String, _ value: String) -> Refusal {
    Refusal(rule, 400, 1201, names: name, "\(name)=\(value)") { scene in
      await scene.get(query: [.init(name, value)])
    }
  }
}

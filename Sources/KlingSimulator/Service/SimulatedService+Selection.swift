import OrderedJSON

extension SimulatedService {
  /// A session that the account can use now.
  ///
  /// - Throws: `ServiceFault` where there is none, or it is too old.
  func usableSession(
    _ id: String, _ call: ServiceCall, _ account: String, in transaction: StoreTransaction
  ) throws -> SessionRecord {
    guard let session = try transaction.session(id, account: account) else {
      throw ServiceFault(.sessionKnown, field: "session_id", "this account has no such session")
    }
    guard session.isAlive(at: call.now) else {
      throw ServiceFault(.sessionAlive, field: "session_id", "the session is older than 24 hours")
    }
    return session
  }

  /// add-selection and delete-selection, which differ only in what they do with the points.
  func changeMarks(
    _ call: ServiceCall, _ account: String,
    _ change: @Sendable (inout Selection, _ frame: Int, _ points: [Point]) throws -> Void
  ) async throws -> JSON {
    let fields = try call.fields(known: ["session_id", "frame_index", "points"])
    let id = try fields.nonEmptyString("session_id")
    let frame = try fields.integer("frame_index")
    let points = try readPoints(fields)
    let session = try store.transaction { transaction in
      var session = try usableSession(id, call, account, in: transaction)
      guard 0..<session.video.frameCount ~= frame else {
        throw ServiceFault(
          .frameExists, field: "frame_index",
          "the video has \(session.video.frameCount) frames, counted from 0; \(frame) is none")
      }
      try change(&session.selection, frame, points)
      try transaction.update(session.selection, ofSession: id)
      return session
    }
    return [
      "status": 0,
      "session_id": .string(id),
      "final_unit_deduction": "0",
      "res": try await regions(session, frame: frame),
    ]
  }

  private func readPoints(_ fields: RequestFields) throws(ServiceFault) -> [Point] {
    let elements = try fields.array("points")
    guard !elements.isEmpty else {
      throw ServiceFault(.pointsNotEmpty, field: "points", "must not be empty")
    }
    var points: [Point] = []
    for (index, element) in elements.enumerated() {
      let path = "points[\(index)]"
      let members = try RequestFields(element, path: path, known: ["x", "y"])
      let point = Point(x: try members.number("x"), y: try members.number("y"))
      for (name, value) in [("x", point.x), ("y", point.y)] where !(0...1 ~= value) {
        throw ServiceFault(
          .pointInFrame, field: "\(path).\(name)", "must be from 0 to 1, it is \(value)")
      }
      points.append(point)
    }
    return points
  }

  /// clear-selection: takes all marks away.
  func clear(_ call: ServiceCall, _ account: String) throws -> JSON {
    let id = try call.fields(known: ["session_id"]).nonEmptyString("session_id")
    try store.transaction { transaction in
      _ = try usableSession(id, call, account, in: transaction)
      try transaction.update(Selection(), ofSession: id)
    }
    return ["status": 0, "session_id": .string(id), "final_unit_deduction": "0"]
  }

  /// preview-selection: the video, a picture of the marked regions, and the regions frame by frame.
  func preview(_ call: ServiceCall, _ account: String) async throws -> JSON {
    let id = try call.fields(known: ["session_id"]).nonEmptyString("session_id")
    let (session, previewID) = try store.transaction { transaction in
      (try usableSession(id, call, account, in: transaction), try transaction.nextID(at: call.now))
    }
    let names = PreviewNames(previewID)
    if try await !makePreview(session, names) {
      let renderer = MaskRenderer(video: session.video)
      try media.keep(session.video.media, as: names.video)
      try media.write(try renderer.cover(session.selection), to: names.cover)
      try media.write(try renderer.tracking(session.selection).bytes(), to: names.tracking)
    }
    return [
      "status": 0,
      "session_id": .string(id),
      "final_unit_deduction": "0",
      "res": [
        "video": .string(call.url(ofMedia: names.video)),
        "video_cover": .string(call.url(ofMedia: names.cover)),
        "tracking_output": .string(call.url(ofMedia: names.tracking)),
      ],
    ]
  }
}

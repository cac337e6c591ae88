import MediaFacts
import OrderedJSON
import PosixFiles

extension SimulatedService {
  /// init-selection: opens a session for a video.
  func initialize(_ call: ServiceCall, _ account: String) async throws -> JSON {
    let fields = try call.fields(known: ["video_id", "video_url"])
    let source: String
    var isResult = false
    switch (try fields.stringOrEmpty("video_id"), try fields.stringOrEmpty("video_url")) {
    case (nil, nil):
      throw ServiceFault(.oneVideoSource, "video_id, video_url: one of the two is required")
    case (_?, _?):
      throw ServiceFault(.oneVideoSource, "video_id, video_url: only one of the two may be given")
    case (let id?, nil):
      source = try media(ofVideo: id, account, now: call.now)
      isResult = true
    case (nil, let url?): source = try await media(at: url, now: call.now)
    }
    let video = try await inspect(source, isResult: isResult)
    let id = try store.transaction { try $0.nextID(at: call.now) }
    let name = MediaName.session(id)
    try media.keep(source, as: name)
    let session = SessionRecord(
      id: id, account: account, createdAt: call.now, video: video.kept(as: name),
      selection: Selection())
    try store.transaction { try $0.insert(session) }
    return [
      "status": 0,
      "session_id": .string(id),
      "final_unit_deduction": "0",
      "fps": .float(video.framesPerSecond),
      "original_duration": .int(video.durationMilliseconds),
      "width": .int(video.width),
      "height": .int(video.height),
      "total_frame": .int(video.frameCount),
      "normalized_video": .string(call.url(ofMedia: name)),
    ]
  }

  /// The file of a result, by its video's id.
  private func media(ofVideo id: String, _ account: String, now: Int) throws -> String {
    let task = try store.read { try $0.task(videoID: id, account: account) }
    guard let task, task.status(at: now) == .succeed else {
      throw ServiceFault(.videoIDKnown, field: "video_id", "no video of this account has this id")
    }
    guard task.hasResult(at: now) else {
      throw ServiceFault(.videoIDRecent, field: "video_id", "the video is older than 30 days")
    }
    return task.media
  }

  /// The file behind a URL: the simulator's own one, or a clip that stands in for a public one.
  private func media(at url: String, now: Int) async throws -> String {
    let address = try AddressRules.parse(url, field: "video_url", names: .video)
    if HostReach.isLoopback(address.host), let name = MediaName.file(atPath: address.path) {
      guard try offers(name, at: now) else {
        throw ServiceFault(
          .videoURLReadable, field: "video_url", "there is no such file in the simulator")
      }
      return name
    }
    try AddressRules.checkPublic(address, field: "video_url", names: .video)
    return try await standIn(for: address)
  }

  private func standIn(for address: WebAddress) async throws -> String {
    let seconds = address.path.split(separator: "/").last?.contains("10s") == true ? 10 : 5
    let name = MediaName.standIn(seconds: seconds)
    guard !media.has(name) else { return name }
    notices.post(
      "the simulator reads nothing from the internet: a clip of its own stands in for the video",
      to: surroundings.notice)
    let draft = draftPath()
    if await surroundings.drawClip(draft, seconds) {
      try FileSystem.rename(draft, to: media.path(of: name))
    } else {
      try media.write(PlainClip(seconds: seconds).bytes, to: name)
    }
    return name
  }

  /// Looks into a video and refuses one that the service does not edit; `isResult` where it was
  /// named by the id of a result, which may run a little over.
  private func inspect(_ name: String, isResult: Bool) async throws -> SessionVideo {
    switch await surroundings.probe(media.path(of: name)) {
    case .facts(let facts):
      try SourceRules.check(facts, isResult: isResult)
      return SessionVideo(facts, media: name)
    case .unreadable(let why):
      throw VideoRejection(rule: .videoFormat, message: "the video cannot be read: \(why)")
    case .unavailable:
      notices.post(
        "without ffprobe the simulator cannot look into videos: it takes each for a sound one",
        to: surroundings.notice)
      if let known = try source(ofResult: name) { return known }
      let type = try media.contentType(of: name)
      guard type == .mp4OrMOV else {
        throw VideoRejection(rule: .videoFormat, message: "the file is no mp4 or mov video")
      }
      return .assumed(seconds: name.contains("10s") ? 10 : 5, media: name)
    }
  }

  /// The video that a result was made of, and is: what is known of it need not be assumed.
  private func source(ofResult name: String) throws -> SessionVideo? {
    guard let id = MediaName.task(ofResult: name) else { return nil }
    return try store.read { transaction in
      guard let task = try transaction.task(ofAnyAccount: id) else { return nil }
      return try transaction.session(task.sessionID, account: task.account)?.video
    }
  }
}

extension SessionVideo {
  fileprivate init(_ facts: VideoFacts, media: String) {
    self.init(
      width: facts.width, height: facts.height, framesPerSecond: facts.frameRate.value,
      durationMilliseconds: facts.durationMilliseconds, frameCount: facts.frameCount, media: media)
  }

  /// What is assumed of a video that nobody can look into.
  fileprivate static func assumed(seconds: Int, media: String) -> SessionVideo {
    SessionVideo(
      width: 1280, height: 720, framesPerSecond: 30, durationMilliseconds: seconds * 1000,
      frameCount: seconds * 30, media: media)
  }

  fileprivate func kept(as name: String) -> SessionVideo {
    var video = self
    video.media = name
    return video
  }
}

extension ServiceResponse {
  /// A success whose `data.status` says that the video was rejected, and whose message says why.
  static func rejection(_ rejection: VideoRejection, requestID: String) -> ServiceResponse {
    .envelope(
      message: rejection.message, requestID: requestID,
      data: [
        "status": .int(rejection.status), "session_id": "", "final_unit_deduction": "0",
      ], rule: rejection.rule)
  }
}

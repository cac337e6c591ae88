import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
package import OrderedJSON

/// What another process needs to take the session up again, beside the text.
///
/// What is marked at the service is not in it: the last of it may not be on record, so the marks are
/// made anew.
extension Workbench {
  /// With `document.text` it is everything that lasts.
  package var state: JSON {
    let drafts = document.drafts
    return [
      "format": "kedit-session/1",
      "name": .string(document.name),
      "file": JSON(optional: file),
      "from": .string(startFolder),
      "is_saved": .bool(document.text == origin.savedText),
      "moment": .string(document.moment),
      "current": .int(drafts.firstIndex { $0.id == document.current } ?? 0),
      "drafts": .array(drafts.map { json(of: $0) }),
      "elsewhere": .array(
        standingsElsewhere.compactMap { standings[$0].flatMap(StandingRecord.json) }),
    ]
  }

  /// What was submitted and is no edit of the text any more.
  var standingsElsewhere: [Draft.ID] {
    Set(standings.keys).subtracting(document.drafts.map(\.id)).sorted()
  }

  private func json(of draft: Draft) -> JSON {
    var object = JSONObject()
    if draft.head == nil {
      let clauses = draft.marks.clauses + draft.clauses.map(\.text)
      object["marks"] = .string(clauses.joined(separator: "\n"))
    }
    object["submitted"] = standings[draft.id].flatMap(StandingRecord.json)
    if let session = sessions[draft.id] {
      object["session"] = session.json
      object["opened_at"] = .int(session.openedAt)
    }
    return .object(object)
  }

  /// Takes a session up that another process began: its text, its state, its folder.
  ///
  /// - Returns: whether it was understood; otherwise nothing is changed, and what is wrong with the text
  ///   is said, if that is why.
  package mutating func restore(text: String, state: JSON, folder: String) -> Bool {
    guard state["format"]?.string == "kedit-session/1", let name = state["name"]?.string,
      let entries = state["drafts"]?.array
    else { return false }
    failure = nil
    let tree = Parser.parse(SourceText(name: name, text: text))
    let (parts, tail) = FragmentReader.read(tree)
    let (oldOrigin, oldSessions, oldStandings) = (origin, sessions, standings)
    origin.folder = folder
    guard tree.issues.isEmpty, var new = documentOf(parts, tail: tail, name: name) else {
      tellWhatIsWrong(with: tree.source)
      origin = oldOrigin
      return false
    }
    guard let drafts = drafts(of: entries, in: &new) else {
      origin = oldOrigin
      return false
    }
    let former = state["from"]?.string
    let here = startFolder
    let files = { Self.place(of: $0, from: former, seenFrom: here) }
    for (draft, entry) in zip(drafts, entries)
    where !restore(draft, entry, in: &new, files) {
      tellWhatIsWrong(with: tree.source)
      (origin, sessions, standings) = (oldOrigin, oldSessions, oldStandings)
      return false
    }
    if let current = state["current"]?.int, drafts.indices.contains(current) {
      new.current = drafts[current].id
    }
    new.moment = state["moment"]?.string ?? new.moment
    for entry in state["elsewhere"]?.array ?? [] {
      standings[new.reserveID()] = StandingRecord.standing(entry, files)
    }
    document = new
    origin.savedText = state["is_saved"] == true ? new.text : ""
    origin.file = state["file"]?.string.map(files)
    return true
  }

  /// A path as it was named in another folder.
  private static func place(of path: String, from folder: String?, seenFrom here: String) -> String
  {
    guard let folder, folder != here, !path.hasPrefix("/") else { return path }
    return folder + "/" + path
  }

  /// The draft that each entry is of; `nil` where the text has others.
  private func drafts(of entries: [JSON], in document: inout Document) -> [Draft]? {
    var edits = document.drafts.filter { $0.head != nil }[...]
    var loose: Draft?
    var drafts: [Draft] = []
    for entry in entries {
      if entry["marks"] == nil {
        guard let edit = edits.popFirst() else { return nil }
        drafts.append(edit)
      } else {
        guard loose == nil else { return nil }
        // The text has nothing of what is no edit yet.
        if !document.drafts.contains(where: { $0.head == nil }) { document.addDraft(head: nil) }
        loose = document.drafts.first { $0.head == nil }
        drafts += loose.map { [$0] } ?? []
      }
    }
    return edits.isEmpty ? drafts : nil
  }

  /// - Returns: whether its marks were understood.
  private mutating func restore(
    _ draft: Draft, _ entry: JSON, in document: inout Document,
    _ place: (String) -> String
  ) -> Bool {
    standings[draft.id] = entry["submitted"].flatMap { StandingRecord.standing($0, place) }
    if draft.head == nil, let text = entry["marks"]?.string {
      let tree = Parser.parse(SourceText(name: "", text: InputReader.standIn + text))
      guard case .edit(let edit)? = FragmentReader.read(tree).parts.first,
        let marks = marks(from: edit.marks, in: document)
      else { return false }
      document[draft.id].marks = marks
      document[draft.id].take(edit.clauses)
    }
    if let session = entry["session"], let openedAt = entry["opened_at"]?.int,
      let restored = OpenSession(session, openedAt: openedAt)
    {
      sessions[draft.id] = restored
    }
    return true
  }
}

extension OpenSession {
  var json: JSON {
    [
      "id": .string(video.sessionID), "fps": .number(video.framesPerSecond),
      "duration": .number(video.durationMilliseconds), "width": .int(video.width),
      "height": .int(video.height), "frames": .int(video.frameCount),
      "video": JSON(optional: video.normalizedVideo), "reference": reference.json,
    ]
  }

  /// A session as it was written down; what is marked in it is not known.
  init?(_ json: JSON, openedAt: Int) {
    guard let id = json["id"]?.string, let rate = json["fps"]?.number,
      let duration = json["duration"]?.number, let width = json["width"]?.int,
      let height = json["height"]?.int, let frames = json["frames"]?.int,
      let reference = json["reference"].flatMap({ VideoReference($0) })
    else { return nil }
    self.init(
      ParsedVideo(
        sessionID: id, units: nil, framesPerSecond: rate, durationMilliseconds: duration,
        width: width, height: height, frameCount: frames,
        normalizedVideo: json["video"]?.string),
      of: reference, openedAt: openedAt)
    isInDoubt = true
  }
}

extension VideoReference {
  fileprivate var json: JSON {
    switch self {
    case .url(let url): ["url": .string(url)]
    case .id(let id): ["id": .string(id)]
    case .result(let name): ["result": .string(name)]
    case .local(let file): ["path": .string(file.path), "sha256": .string(file.sha256)]
    }
  }

  fileprivate init?(_ json: JSON) {
    if let url = json["url"]?.string {
      self = .url(url)
    } else if let id = json["id"]?.string {
      self = .id(id)
    } else if let name = json["result"]?.string {
      self = .result(name)
    } else if let path = json["path"]?.string, let sha256 = json["sha256"]?.string {
      self = .local(LocalFile(path: path, sha256: sha256))
    } else {
      return nil
    }
  }
}

extension JSON {
  init(optional text: String?) {
    self = text.map { .string($0) } ?? .null
  }
}

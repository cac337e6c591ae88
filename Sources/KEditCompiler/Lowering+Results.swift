import KEditPlan
import KEditSyntax

/// The files that edits leave behind, and ids.
extension Lowering {
  /// The edit's file inside the output folder: what `save` says, else its name, else the spec's name
  /// and the edit's number.
  ///
  /// Rows of a table are told apart by their number, unless the file name is made of their values.
  /// `nil` where it is faulty, or hangs on a value that is not known.
  mutating func savePath(of index: Int) -> EditResult.SaveFile? {
    let edit = file.edits[index]
    let text: String
    let site: Site
    var isOfRow = false
    var resolved: ResolvedText?
    if let save = edit.save {
      resolved = values.resolve(save)
      guard let resolved else { return nil }
      (text, site) = (resolved.text, resolved.site)
      isOfRow = values.isOfRow(save)
    } else {
      text = edit.name?.text ?? "\(specName)-\(index + 1)"
      site = Site(edit.name?.place ?? edit.verbPlace)
    }
    do {
      let path = try SavePath(text)
      if let ending = path.foreignEnding(of: text) { warn(of: ending, in: text, at: site) }
      guard let row, !isOfRow else { return EditResult.SaveFile(path: path, site: site) }
      return EditResult.SaveFile(
        path: try SavePath(path.path.dropLast(4) + "-\(row).mp4"), site: site)
    } catch {
      report.error(
        error == .empty ? .emptyText : .resultOutside, error.words,
        at: resolved.map { values.site(of: $0, where: error.isFault) } ?? site,
        help: "write a file name inside the output folder, such as `\"clean.mp4\"` or "
          + "`\"farm/clean.mp4\"`")
      return nil
    }
  }

  /// The name is kept, for it may be what was meant; but most likely another format was.
  private mutating func warn(of ending: Substring, in text: String, at site: Site) {
    report.warning(
      .resultEnding, "the result is an MP4 video, so `.mp4` is put behind `.\(ending)`", at: site,
      help: "write \(quoted("\"\(text.dropLast(ending.count))mp4\""))")
  }

  /// Two results in one file, of all edits of all rows.
  mutating func checkResults() {
    // Two results of one name are reported as such.
    let own = hasNameTwice ? results.filter { !isOfSecondName($0) } : results
    let files = own.map {
      ResultFiles(
        save: $0.save.path, hasWatermarked: $0.hasWatermarked, hasPreview: $0.hasPreview)
    }
    var clashes = Clashes(table: values.table)
    for conflict in ResultFiles.conflicts(among: files) {
      let (first, result) = (own[conflict.first], own[conflict.index])
      clashes.add(first, first.save.site, result, result.save.site, over: conflict.path)
    }
    for clash in clashes.found {
      report.error(
        .resultTwice,
        "two results would be the file \(quoted(clash.subject))" + clash.rows,
        at: clash.site, labels: clash.first.map { [($0, "the other one")] } ?? [],
        help: "give one of them another name with `save \"…\"` (upper and lower case are the same "
          + "here)")
    }
  }

  private func isOfSecondName(_ result: EditResult) -> Bool {
    let edit = file.edits[result.index]
    guard edit.save == nil, let name = edit.name else { return false }
    return scope.place(of: name.text) != name.place
  }

  // MARK: Ids

  /// An empty one is reported where the text is read.
  mutating func checkVideoID(_ text: SpecText) {
    guard let id = values.resolve(text) else { return }
    if id.text.isBlank {
      // One that is written out is looked at when it is read.
      if case .composed = text.content {
        report.error(
          .emptyText, "the id of a video is empty", at: id.site,
          help: "give the parameter the id that the service gave the video")
      }
      return
    }
    guard let fault = VideoIDRules.fault(of: id.text) else { return }
    report.error(
      .badVideoID,
      fault == .placeholder
        ? "a video's id cannot begin with `${`"
        : "a video's id has no blanks and no characters that cannot be seen",
      at: values.site(of: id) { VideoIDRules.fault(of: $0) == fault },
      help: "write the id that the service gave the video")
  }

  /// The author's `id`, judged by itself.
  mutating func taskID(of edit: EditStatement) -> ResolvedText? {
    guard let id = edit.taskID.flatMap({ values.resolve($0) }) else { return nil }
    if let fault = ExternalTaskIDRules.fault(of: id.text) {
      report.error(
        fault == .empty ? .emptyText : .badTaskID, fault.words,
        at: values.site(of: id) { ExternalTaskIDRules.fault(of: $0)?.words == fault.words },
        help: "letters, digits, `-` and `_` are safe; left out, kedit makes an id")
      return nil
    }
    return id
  }

  /// An id that is given twice, among all edits of all rows.
  mutating func checkTaskIDs() {
    // By bytes, as the service compares: to Swift, composed and decomposed letters are the same.
    var firsts: [[UInt8]: Int] = [:]
    var clashes = Clashes(table: values.table)
    for (index, result) in results.enumerated() {
      guard let id = result.taskID else { continue }
      let key = Array(id.text.utf8)
      if let first = firsts[key].map({ results[$0] }), let other = first.taskID {
        clashes.add(first, other.site, result, id.site, over: id.text)
      } else {
        firsts[key] = index
      }
    }
    for clash in clashes.found {
      report.error(
        .taskIDTwice, "the id \(quoted(clash.subject)) is given twice" + clash.rows,
        at: clash.site, labels: clash.first.map { [($0, "first given here")] } ?? [],
        help: clash.isOfEveryRow
          ? "an id is unique within an account: put a column of the table into it, or leave it out"
          : "an id is unique within an account; choose another, or leave it out")
    }
  }
}

extension SavePath.Fault {
  /// Whether another name has the same fault, wherever in it.
  fileprivate func isFault(of text: String) -> Bool {
    do {
      _ = try SavePath(text)
      return false
    } catch {
      return error.words == words
    }
  }

  fileprivate var words: String {
    switch self {
    case .empty: "the file name is empty"
    case .outside: "the result would lie outside the output folder"
    case .folder: "this names a folder, not a file"
    case .character: "the file name has a character that cannot be seen"
    case .tooLong: "the file name is too long: 200 bytes between two `/`, 1,000 together"
    }
  }
}

extension ExternalTaskIDRules.Fault {
  fileprivate var words: String {
    switch self {
    case .empty: "the task's id is empty"
    case .placeholder: "a task's id cannot begin with `${`"
    case .character: "a task's id has no blanks and no characters that cannot be seen"
    case .dotSegment: "a task's id cannot be `.` or `..`"
    }
  }
}

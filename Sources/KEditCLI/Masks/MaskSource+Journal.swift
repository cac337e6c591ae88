import KEditEngine
import KlingAPI
import KlingMasks
import OrderedJSON
import PlainText
import SQLiteJournal

extension MaskSource {
  /// What the service answered when an edit of a run was marked.
  ///
  /// - Throws: a usage failure where the journal has no such edit, or none of its masks; a failure of a
  ///   local file.
  static func journal(
    run: Int, edit name: String, _ archive: ArchiveOptions, _ context: CommandContext
  ) throws(CommandFailure) -> MaskSource {
    let journal = try archive.open(context)
    let found: RunReport?
    do throws(JournalFault) {
      found = try journal?.report(of: run)
    } catch {
      throw CommandFailure(error)
    }
    guard let report = found else {
      throw .usage(
        "there is no run \(run) in the journal", help: archive.helpForMissingRun(context))
    }
    let shown = "'\(harmless(name))' of run \(run)"
    guard let edit = report.edits.first(where: { $0.name == name }) else {
      let names = report.edits.map { harmless($0.name) }
      throw .usage(
        "run \(run) has no edit '\(harmless(name))'",
        help: nearest(to: name, among: names).map { "did you mean '\($0)'?" }
          ?? "it has " + names.prefix(20).joined(separator: ", "))
    }
    let marks = edit.marks.filter { !$0.masks.isEmpty }
    guard !marks.isEmpty else {
      throw .usage(
        "the journal has no mask of \(shown)",
        help: "masks are kept as an edit is marked: it was not, or an older kedit did it")
    }
    var source = MaskSource(
      name: shown, frames: marks.map { SelectionAnswer(frameIndex: $0.frame, masks: $0.masks) })
    source.size = edit.attempt?.session.map { ($0.height, $0.width) }
    for mark in marks { source.points[mark.frame] = mark.pointMarkers }
    return source
  }
}

extension EditReport.Mark {
  /// Its points as a picture shows them.
  var pointMarkers: [PointMarker] {
    (points.array ?? []).compactMap { point in
      guard let x = point["x"]?.double, let y = point["y"]?.double else { return nil }
      return PointMarker(x: x, y: y)
    }
  }
}

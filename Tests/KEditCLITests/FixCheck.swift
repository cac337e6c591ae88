import KEditCLI
import OrderedJSON
import TestSupport
import Testing

/// Applies the safe fixes of a file one by one, and says where one made it worse.
struct FixCheck {
  let media: GalleryMedia

  private struct Finding {
    let code: String
    let message: String
    /// The changes of its safe fix, by offset in bytes; empty where it has none.
    let edits: [(range: Range<Int>, replacement: String)]
    /// Where it stands, in bytes.
    let place: Range<Int>
    /// The lines that explain it, such as that of a declaration.
    let linesOfLabels: [Range<Int>]

    /// Whether it hangs on what stands in one of these places.
    func isAbout(_ places: [Range<Int>]) -> Bool {
      let extent = place.lowerBound..<max(place.upperBound, place.lowerBound + 1)
      return ([extent] + linesOfLabels).contains { own in places.contains { $0.overlaps(own) } }
    }

    /// Where the place and the replacements lie in the text with the fix applied.
    var replacedRanges: [Range<Int>] {
      var growth = 0
      var ranges = [place.lowerBound..<place.upperBound + 1]
      for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
        let start = edit.range.lowerBound + growth
        ranges.append(start..<start + edit.replacement.utf8.count + 1)
        growth += edit.replacement.utf8.count - edit.range.count
      }
      return ranges
    }
  }

  /// Each fix leaves fewer errors, and none of a kind that the file did not have.
  func expectMending(_ content: [UInt8], _ name: String) async throws {
    let before = try await errors(of: content)
    let codes = Set(before.map(\.code))
    for finding in before where !finding.edits.isEmpty {
      var fixed = content
      for edit in finding.edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        fixed.replaceSubrange(edit.range, with: edit.replacement.utf8)
      }
      // What was mended may now be judged by what it says; that is no fault of the fix.
      var replaced = finding.replacedRanges
      if finding.code == "K109", let last = replaced.map(\.upperBound).max() {
        let end = min(last, fixed.count)
        // What stands behind the end of a text was taken for a part of it.
        replaced.append(end..<max(end, fixed[end...].firstIndex(of: UInt8(ascii: "\n")) ?? end))
      }
      let after = try await errors(of: fixed).filter { error in
        // A declaration that is read again is held against its uses, an edit against the rules.
        !error.isAbout(replaced) && !(finding.code == "K102" && error.code == "K704")
          && !(finding.code.hasPrefix("K1") && ["K301", "K503"].contains(error.code))
      }
      let isBetter = after.count < before.count && after.allSatisfy { codes.contains($0.code) }
      #expect(
        isBetter,
        """
        \(name): \(finding.code) \(finding.message)
        \(String(decoding: content.prefix(800), as: UTF8.self))
        ---- becomes
        \(String(decoding: fixed.prefix(800), as: UTF8.self))
        ---- which has \(after.map { $0.code + " " + $0.message })
        """)
    }
  }

  private func errors(of content: [UInt8]) async throws -> [Finding] {
    try media.folder.write("under-test.kedit", content)
    let run = await kedit(
      ["check", "--format", "json", "under-test.kedit"], in: media.folder.path,
      environment: Environment(media.environment))
    let report = try JSON.parse(Array(run.output.utf8))
    return (report["diagnostics"]?.array ?? [])
      .filter { $0["severity"] == "error" && $0["file"] == "under-test.kedit" }
      .map { finding in
        let fix = finding["fixes"]?.array?.first { $0["safe"] == true }
        return Finding(
          code: finding["code"]?.string ?? "", message: finding["message"]?.string ?? "",
          edits: (fix?["edits"]?.array ?? []).map(edit), place: range(of: finding),
          linesOfLabels: (finding["labels"]?.array ?? []).map { line(of: $0, in: content) })
      }
  }

  private func line(of label: JSON, in content: [UInt8]) -> Range<Int> {
    let range = range(of: label)
    let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") }
    let start = content[..<range.lowerBound].lastIndex(where: isEnd).map { $0 + 1 } ?? 0
    let end = content[range.upperBound...].firstIndex(where: isEnd) ?? content.count
    return start..<max(end, start + 1)
  }

  private func edit(_ json: JSON) -> (range: Range<Int>, replacement: String) {
    (range(of: json), json["replacement"]?.string ?? "")
  }

  private func range(of json: JSON) -> Range<Int> {
    func offset(_ name: String) -> Int { json["range"]?[name]?["offset"]?.int ?? 0 }
    return offset("start")..<offset("end")
  }
}

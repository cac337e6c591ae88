import KEditPlan
import TestSupport
import Testing

/// What is told by a shortcut where that is certain, against the plain way on random input.
@Suite struct FastPathTests {
  /// A number of the file becomes the double that the standard library reads.
  @Test func readsTheNearestDouble() throws {
    var random = SplitMix64(seed: 20_261_121)
    for _ in 0..<5_000 {
      let text = Self.number(using: &random)
      let number = try #require(DecimalNumber(text), "\(text)")
      #expect(number.nearestDouble.bitPattern == Double(text)?.bitPattern, "\(text)")
      let bytes = Array("\"\(text)%".utf8)
      #expect(DecimalNumber(utf8: bytes.span.extracting(1..<bytes.count - 1)) == number)
      #expect(DecimalNumber(number.description) == number, "\(text)")
      let percent = number.scaled(byPowerOfTen: -2)
      #expect(percent.nearestDouble.bitPattern == Double(percent.description)?.bitPattern)
    }
  }

  /// Where the shortcut ends: 2⁵³, 10²², 64 bits.
  @Test(arguments: [
    "9007199254740992", "9007199254740993", "9007199254740993e22", "9007199254740993e-22",
    "9007199254740992e22", "9007199254740992e23", "1e22", "1e23", "1e-22", "1e-23", "1e400",
    "1e-400", "18446744073709551615", "18446744073709551616", "0.3", "8.5", "2.5e-324",
    "123456789012345678901234567890e-30", "0.1000000000000000055511151231257827", "0e5", "0.000",
  ])
  func readsTheNearestDouble(_ text: String) throws {
    let number = try #require(DecimalNumber(text))
    #expect(number.nearestDouble.bitPattern == Double(text)?.bitPattern)
  }

  /// Sums, products and order are those of whole numbers with as many zeros behind them.
  @Test func calculatesExactly() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<1_000 {
      let a = Int(UInt64.random(in: 0...3_000_000_000, using: &random))
      let b = Int(UInt64.random(in: 0...3_000_000_000, using: &random))
      let scale = Int.random(in: 0...30, using: &random)
      let left = DecimalNumber(a).scaled(byPowerOfTen: -scale)
      let right = DecimalNumber(b).scaled(byPowerOfTen: -scale)
      #expect(left + right == DecimalNumber(a + b).scaled(byPowerOfTen: -scale))
      #expect(left * right == DecimalNumber(a * b).scaled(byPowerOfTen: -2 * scale))
      #expect((left < right) == (a < b))
      #expect(left.scaled(byPowerOfTen: scale).roundedDown == a)
      // The same in numbers that no machine word holds.
      let far = DecimalNumber(1).scaled(byPowerOfTen: 60)
      #expect((left + far < right + far) == (a < b))
      #expect((left + far) * right == left * right + far * right)
    }
  }

  @Test func normalisesPaths() {
    var random = SplitMix64(seed: 3)
    let pieces = ["/", "/", ".", "..", "a", "B", " ", "x.mp4", ".MP4", "é", "~", "long", "\u{7F}"]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...6, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      #expect((try? SavePath(text))?.path == Self.normal(text), "\(text)")
    }
    for count in [200, 201] {
      let name = String(repeating: "n", count: count)
      #expect(((try? SavePath(name)) != nil) == (count == 200))
      #expect(((try? SavePath("a/\(name)/b")) != nil) == (count == 200))
    }
    let long = String(repeating: "123456789/", count: 100)
    #expect((try? SavePath(long + "a")) == nil)
    #expect((try? SavePath(long.dropLast() + "")) != nil)
  }

  /// Those that share a file are found, whoever wrote it first and however few they are.
  @Test func findsConflicts() throws {
    var random = SplitMix64(seed: 11)
    let names = [
      "a", "A", "b", "é", "e\u{301}", "a.preview", "B.watermarked", "ß", "SS", "ss", "a.json",
      "a.tracking", "A.preview.png",
    ]
    for _ in 0..<500 {
      let edits = try (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let path = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          (names.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? ".mp4" : "")
        }
        return ResultFiles(
          save: try SavePath(path.joined(separator: "/")),
          hasWatermarked: Int.random(in: 0..<4, using: &random) == 0,
          hasPreview: Int.random(in: 0..<4, using: &random) == 0)
      }
      let found = ResultFiles.conflicts(among: edits)
      let alone = (1..<max(2, edits.count)).contains { last in
        last < edits.count
          && (0..<last).contains { Self.collide(edits[$0], edits[last]) }
      }
      #expect(found.isEmpty != alone, "\(edits)")
      for conflict in found {
        #expect(Self.collide(edits[conflict.first], edits[conflict.index]), "\(edits)")
      }
    }
  }

  private static func number(using random: inout SplitMix64) -> String {
    func digits(_ count: ClosedRange<Int>) -> String {
      (0..<Int.random(in: count, using: &random))
        .map { _ in
          Bool.random(using: &random) ? "0" : String(Int.random(in: 0...9, using: &random))
        }
        .joined()
    }
    var text = digits(1...(Bool.random(using: &random) ? 3 : 25))
    if Bool.random(using: &random) {
      text += "." + digits(1...(Bool.random(using: &random) ? 4 : 30))
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      text += ["e", "E-", "e+"].randomElement(using: &random) ?? "e"
      text += String(Int.random(in: 0...40, using: &random))
    }
    return text
  }

  /// The rule for paths, said in the plainest way; `nil` where there is none.
  private static func normal(_ text: String) -> String? {
    guard !text.isEmpty, !text.hasPrefix("/"), !text.contains("\u{7F}") else { return nil }
    let written = text.split(separator: "/", omittingEmptySubsequences: false)
    var names: [Substring] = []
    for name in written where name != "" && name != "." {
      if name != ".." {
        names.append(name)
      } else if names.popLast() == nil {
        return nil
      }
    }
    guard let last = names.last, written.last == last else { return nil }
    let isNamed = last.count > 4 && last.lowercased().hasSuffix(".mp4")
    return names.joined(separator: "/") + (isNamed ? "" : ".mp4")
  }

  /// Whether one would write what the other writes or needs as a folder.
  private static func collide(_ left: ResultFiles, _ right: ResultFiles) -> Bool {
    func files(_ edit: ResultFiles) -> [String] {
      let stem = edit.save.path.dropLast(4)
      let preview = ["preview.mp4", "preview.png", "tracking.json"].map { "\(stem).\($0)" }
      return [edit.save.path, "\(stem).json"]
        + (edit.hasWatermarked ? ["\(stem).watermarked.mp4"] : [])
        + (edit.hasPreview ? preview : [])
    }
    let a = files(left).map { $0.uppercased().lowercased() }
    let b = files(right).map { $0.uppercased().lowercased() }
    return a.contains { one in
      b.contains { one == $0 || one.hasPrefix($0 + "/") || $0.hasPrefix(one + "/") }
    }
  }
}

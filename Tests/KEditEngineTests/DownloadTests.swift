import KEditEngine
import KlingAPI
import Testing

/// How a file comes over a line that breaks, from servers good and bad.
struct DownloadTests {
  /// Looks like a video, and every part of it is unlike every other.
  static let media: [UInt8] =
    Array("\0\0\0\u{18}ftypmp42".utf8)
    + (0..<500_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 7) }
  static let tag = (name: "ETag", value: "\"v1\"")

  private func run(
    _ script: @escaping @Sendable (Int, HTTPRequest) -> FakeStore.Answer
  ) async throws -> (stage: Stage, store: FakeStore, outcome: RunOutcome) {
    var stage = Stage()
    let store = FakeStore(script)
    stage.store = store
    let outcome = try await stage.run(plan(edit()))
    #expect(stage.files.pendingCount == 0, "a temporary file is left")
    return (stage, store, outcome)
  }

  private func messages(_ outcome: RunOutcome) -> String {
    guard case .failed(let failure) = outcome.edits[0].ending else { return "" }
    return failure.messages.joined(separator: "\n")
  }

  @Test func aBreakIsResumedWithTheStrongTag() async throws {
    let (stage, store, outcome) = try await run { index, request in
      .file(
        Self.media, request, headers: [Self.tag], breakingAfter: index < 2 ? 100_007 : nil)
    }
    #expect(outcome.failure == nil)
    #expect(
      store.ranges == ["all", #"bytes=100007- if "v1""#, #"bytes=200014- if "v1""#])
    #expect(store.requests.allSatisfy { $0.header("Accept-Encoding") == "identity" })
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test(
    arguments: [
      ([("ETag", "W/\"v1\"")], "all"),
      ([], "all"),
      ([("ETag", "v1")], "all"),
      // A weak tag is a tag: the date beside it may not be used (RFC 9110, 13.1.5).
      (
        [
          ("ETag", "W/\"v1\""), ("Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"),
          ("Date", "Sun, 02 Jan 2000 00:00:00 GMT"),
        ], "all"
      ),
      (
        [
          ("Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"),
          ("Date", "Sun, 02 Jan 2000 00:00:00 GMT"),
        ], "bytes=100000- if Sat, 01 Jan 2000 00:00:00 GMT"
      ),
      // Changed just before it was sent: it may have changed again within that second.
      (
        [
          ("Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"),
          ("Date", "Sat, 01 Jan 2000 00:00:01 GMT"),
        ], "all"
      ),
      ([("Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT")], "all"),
      ([("Last-Modified", "yesterday"), ("Date", "Sun, 02 Jan 2000 00:00:00 GMT")], "all"),
    ] as [([(name: String, value: String)], String)])
  func onlyWhatIdentifiesTheBytesIsUsedToResume(
    headers: [(name: String, value: String)], second: String
  ) async throws {
    let (stage, store, outcome) = try await run { index, request in
      .file(Self.media, request, headers: headers, breakingAfter: index == 0 ? 100_000 : nil)
    }
    #expect(outcome.failure == nil)
    #expect(store.ranges == ["all", second])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func anotherVersionIsTakenFromTheStart() async throws {
    let other = Array(Self.media.reversed().drop { $0 != 0 })
    let new = Array(Self.media.prefix(12)) + other
    let (stage, store, outcome) = try await run { index, request in
      // The tag is another now, so the range is not honoured.
      index == 0
        ? .file(Self.media, request, headers: [Self.tag], breakingAfter: 300_000)
        : .status(200, headers: [("ETag", "\"v2\"")], text: "").with(new)
    }
    #expect(outcome.failure == nil)
    #expect(store.requests.count == 2)
    #expect(stage.files.outputs["1.mp4"] == new)
  }

  /// What a 206 may say that is not the rest of the file at hand.
  static let wrongParts: [[(name: String, value: String)]] = [
    [],
    [("Content-Range", "bytes 0-500011/500012")],
    [("Content-Range", "bytes 99999-500011/500012")],
    [("Content-Range", "bytes 100000-500012/500013")],
    [("Content-Range", "bytes 100000-500011/*"), ("ETag", "\"v2\"")],
    [("Content-Range", "bytes 100000-500011/500012"), ("ETag", "\"v2\"")],
    [("Content-Range", "bytes 100000-500011/500012"), ("ETag", "W/\"v1\"")],
    [("Content-Range", "bytes 100000-99999/500012")],
    [("Content-Range", "bytes 100000-500012/500012")],
    [("Content-Range", "items 100000-500011/500012")],
    [("Content-Range", "bytes +100000-500011/500012")],
    [("Content-Range", "bytes 100000-500011/500012"), ("Content-Encoding", "gzip")],
    [("Content-Range", "bytes 100000-500011/500012"), ("Content-Type", "text/html")],
  ]

  @Test(arguments: wrongParts)
  func aWrongPartIsNeverPutToTheFile(headers: [(name: String, value: String)]) async throws {
    let (stage, store, outcome) = try await run { index, request in
      switch index {
      case 0: .file(Self.media, request, headers: [Self.tag], breakingAfter: 100_000)
      case 1: .status(206, headers: headers).with(Array(Self.media[100_000...]))
      default: .file(Self.media, request, headers: [Self.tag])
      }
    }
    #expect(outcome.failure == nil)
    #expect(store.ranges == ["all", #"bytes=100000- if "v1""#, "all"])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func aRangeThatCannotBeSatisfiedBeginsAnew() async throws {
    let (stage, store, outcome) = try await run { index, request in
      switch index {
      case 0: .file(Self.media, request, headers: [Self.tag], breakingAfter: 100_000)
      case 1: .status(416, headers: [("Content-Range", "bytes */9")])
      default: .file(Self.media, request, headers: [Self.tag])
      }
    }
    #expect(outcome.failure == nil)
    #expect(store.ranges.last == "all")
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func aPartThatNobodyAskedForIsNoFile() async throws {
    let (_, store, outcome) = try await run { _, request in
      .status(206, headers: [("Content-Range", "bytes 0-500011/500012")]).with(Self.media)
    }
    #expect(outcome.endings == ["1 failed unreachable"])
    #expect(store.requests.count == 6)
  }

  @Test func aServerThatSendsTheRestInPartsIsAskedForEach() async throws {
    let (stage, store, outcome) = try await run { index, request in
      let first = request.firstByte
      if first == 0 {
        return .file(Self.media, request, headers: [Self.tag], breakingAfter: 100_000)
      }
      let last = min(first + 150_000, Self.media.count) - 1
      return .status(
        206, headers: [("Content-Range", "bytes \(first)-\(last)/\(Self.media.count)")]
      ).with(Array(Self.media[first...last]))
    }
    #expect(outcome.failure == nil)
    #expect(store.requests.map(\.firstByte) == [0, 100_000, 250_000, 400_000])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func anErrorPageBetweenTwoTriesLosesNothing() async throws {
    let (stage, store, outcome) = try await run { index, request in
      switch index {
      case 0: .file(Self.media, request, headers: [Self.tag], breakingAfter: 100_000)
      case 1: .status(200, headers: [("Content-Type", "text/html; charset=utf-8")], text: "<p>")
      case 2: .status(503)
      default: .file(Self.media, request, headers: [Self.tag])
      }
    }
    #expect(outcome.failure == nil)
    #expect(store.requests.map(\.firstByte) == [0, 100_000, 100_000, 100_000])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test(arguments: [
    "text/html", "Text/HTML;charset=utf-8", "application/json", "application/xml", "text/xml",
  ])
  func aTypeThatIsNoVideoIsRefusedWhateverTheBytes(type: String) async throws {
    let (stage, _, outcome) = try await run { _, request in
      .file(Self.media, request, headers: [("Content-Type", type)])
    }
    #expect(outcome.endings == ["1 failed unreachable"])
    #expect(stage.files.outputs.isEmpty)
  }

  @Test(arguments: ["video/mp4", "application/octet-stream", "binary/octet-stream", "text/plain"])
  func aCarelessTypeIsLetPass(type: String) async throws {
    let (_, _, outcome) = try await run { _, request in
      .file(Self.media, request, headers: [("Content-Type", type)])
    }
    #expect(outcome.failure == nil)
  }

  @Test func aShortBodyIsMadeUpFor() async throws {
    let (stage, store, outcome) = try await run { index, request in
      var answer = FakeStore.Answer.file(Self.media, request, headers: [Self.tag])
      // The line ends as if all were well.
      if index == 0 { answer.body = Array(answer.body.prefix(70_000)) }
      return answer
    }
    #expect(outcome.failure == nil)
    #expect(store.requests.map(\.firstByte) == [0, 70_000])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  /// Boxes of that type and size, header included; the size of 32 bits or, where `isLong`, of 64.
  private static func box(_ type: String, _ size: Int, isLong: Bool = false) -> [UInt8] {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let header = bytes(isLong ? 1 : size, 4) + Array(type.utf8) + (isLong ? bytes(size, 8) : [])
    return header + [UInt8](repeating: 7, count: size - header.count)
  }

  @Test func aVideoOfUnknownLengthIsCountedByItsBoxes() async throws {
    let whole =
      Self.box("ftyp", 24) + Self.box("mdat", 200_000, isLong: true) + Self.box("moov", 1000)
      + Self.box("free", 8)
    for cut in [20, 24, 30, 36, 150_000, 200_024, 200_500, 201_023] {
      let (stage, store, outcome) = try await run { index, request in
        // No length, and the end comes as if all were well.
        index == 0
          ? .status(200, headers: [Self.tag]).with(Array(whole.prefix(cut)))
          : .file(whole, request, headers: [Self.tag])
      }
      #expect(outcome.failure == nil)
      #expect(store.requests.map(\.firstByte) == [0, cut], "cut at \(cut)")
      #expect(stage.files.outputs["1.mp4"] == whole)
    }
  }

  static let perhapsWhole: [[UInt8]] = {
    let start = box("ftyp", 24)
    let playable = start + box("moov", 1000) + box("mdat", 5000)
    let endless: [UInt8] = start + [0, 0, 0, 0] + Array("mdat".utf8) + [1, 2, 3]
    let unsound: [UInt8] = start + [0, 0, 0, 3] + Array("mdat".utf8) + [1, 2, 3]
    return [
      playable, playable + [0, 0, 0, 0], endless, unsound,
      start + Array(box("XXXX", 90).dropLast(9)),
    ]
  }()

  @Test(arguments: perhapsWhole)
  func whatMayBeWholeIsTakenForWhole(media: [UInt8]) async throws {
    let (stage, store, outcome) = try await run { _, _ in .status(200).with(media) }
    #expect(outcome.failure == nil)
    #expect(store.requests.count == 1)
    #expect(stage.files.outputs["1.mp4"] == media)
  }

  @Test func moreThanWasAnnouncedIsNoResult() async throws {
    let (stage, _, outcome) = try await run { _, request in
      var answer = FakeStore.Answer.file(Self.media, request)
      answer.body.append(0)
      return answer
    }
    #expect(outcome.endings == ["1 failed unreachable"])
    #expect(messages(outcome).contains("longer than the 500012 bytes"))
    #expect(stage.files.outputs.isEmpty)
  }

  @Test func aLineThatBreaksAgainAndAgainComesToTheEnd() async throws {
    let (stage, store, outcome) = try await run { index, request in
      let isLast = Self.media.count - request.firstByte <= 65_536
      return .file(
        Self.media, request, headers: [Self.tag], breakingAfter: isLast ? nil : 65_536)
    }
    #expect(outcome.failure == nil)
    #expect(store.requests.count == 8, "more than the tries of one call")
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func aLineThatBringsNothingNewIsGivenUp() async throws {
    // Without a tag every try begins anew, and none comes further than the first.
    let (stage, store, outcome) = try await run { _, request in
      .file(Self.media, request, breakingAfter: 400_000)
    }
    #expect(outcome.endings == ["1 failed unreachable"])
    #expect(store.requests.count == 6)
    #expect(stage.files.outputs.isEmpty)
  }

  @Test func aServerThatAsksForPatienceGetsIt() async throws {
    let (stage, _, outcome) = try await run { index, request in
      index == 0
        ? .status(503, headers: [("Retry-After", "17")]) : .file(Self.media, request)
    }
    #expect(outcome.failure == nil)
    #expect(stage.clock.pauses.contains(.seconds(17)))
  }

  @Test func aFreshLinkGoesOnWhereTheDeadOneEnded() async throws {
    let (stage, store, outcome) = try await run { index, request in
      switch index {
      case 0: .file(Self.media, request, headers: [Self.tag], breakingAfter: 100_000)
      case 1: .status(403)
      default: .file(Self.media, request, headers: [Self.tag])
      }
    }
    #expect(outcome.failure == nil)
    #expect(stage.service.steps.suffix(2) == ["get", "get"])
    #expect(store.requests.map(\.firstByte) == [0, 100_000, 100_000])
    #expect(stage.files.outputs["1.mp4"] == Self.media)
  }

  @Test func progressCountsTheWholeFileAlsoAfterABreak() async throws {
    let (stage, _, _) = try await run { index, request in
      .file(Self.media, request, headers: [Self.tag], breakingAfter: index == 0 ? 100_000 : nil)
    }
    let told = stage.events.all.compactMap { event in
      if case .downloaded(_, _, let bytes, let total) = event {
        "\(bytes) of \(total ?? -1)"
      } else {
        nil
      }
    }
    #expect(told == ["500012 of 500012"])
  }

  @Test func aFullDiskIsNamedWithWhatTheFileNeeds() async throws {
    var stage = Stage()
    stage.files.leaveRoom(100_000)
    let store = FakeStore { _, request in .file(Self.media, request, headers: [Self.tag]) }
    stage.store = store
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 failed localFile"])
    #expect(messages(outcome).contains("the file has 500012 bytes"))
    #expect(store.requests.count == 1, "another try helps nothing")
    #expect(stage.files.outputs.isEmpty)
    #expect(stage.files.pendingCount == 0)
  }

  @Test(arguments: [
    ("png", "hello, this is no picture"), ("json", "hello, this is no JSON"), ("json", "<html>"),
  ])
  func filesOfAPreviewAreLookedAtToo(ending: String, content: String) async throws {
    var stage = Stage()
    stage.options.preview = true
    stage.store = FakeStore { _, request in
      if request.url.hasSuffix(ending) { return .status(200, text: content) }
      if request.url.hasSuffix("png") {
        return .status(200).with([0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 0, count: 20))
      }
      return .file(Self.media, request)
    }
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 failed unreachable"])
    #expect(!stage.files.outputs.keys.contains { $0.hasSuffix(ending) })
    #expect(stage.service.tasks.isEmpty)
  }
}

extension FakeStore.Answer {
  func with(_ body: [UInt8]) -> FakeStore.Answer {
    var answer = self
    answer.body = body
    return answer
  }
}

import KEditPlan
import Testing

@Suite struct RulesTests {
  @Test(arguments: [
    (1_999, nil as TaskDuration?, nil as TaskDuration?), (2_000, .five, .five),
    (5_000, .five, .five), (5_001, .five, nil), (5_500, .five, nil), (5_501, nil, nil),
    (6_999, nil, nil), (7_000, .ten, .ten), (10_000, .ten, .ten), (10_500, .ten, nil),
    (10_501, nil, nil),
  ])
  func durations(milliseconds: Int, answered: TaskDuration?, local: TaskDuration?) {
    #expect(VideoRules.duration(forMilliseconds: milliseconds) == answered)
    #expect(VideoRules.duration(forLocalMilliseconds: milliseconds) == local)
  }

  @Test func videoFaults() {
    #expect(
      VideoRules.faults(
        localMilliseconds: 5_000, width: 720, height: 2_160, frameRate: (60_000, 2_000),
        chosen: .auto) == [])
    #expect(
      VideoRules.faults(
        localMilliseconds: 8_000, width: 719, height: 1_280, frameRate: (30_000, 1_001),
        chosen: .five)
        == [
          .duration(chosen: .five, fitting: .ten), .size(width: 719, height: 1_280), .frameRate,
        ])
    #expect(
      VideoRules.faults(
        milliseconds: 6_000, width: 2_161, height: 1_280, framesPerSecond: 29.97, chosen: .ten)
        == [.length(milliseconds: 6_000), .size(width: 2_161, height: 1_280), .frameRate])
  }

  @Test(arguments: [
    (10 << 20, 750, 300, [ImageRules.Fault]()),
    (1, 299, 300, [.tooSmall(width: 299, height: 300)]),
    (1, 300, 750, []), (1, 300, 751, [.aspect(width: 300, height: 751)]),
    (1, Int.max, Int.max, []), (1, 300, Int.max, [.aspect(width: 300, height: .max)]),
    (1, 0, 0, [.tooSmall(width: 0, height: 0)]),
  ])
  func imageFaults(bytes: Int, width: Int, height: Int, faults: [ImageRules.Fault]) {
    #expect(ImageRules.faults(byteCount: bytes, width: width, height: height) == faults)
  }

  @Test func imageTooLarge() {
    #expect(
      ImageRules.faults(byteCount: (10 << 20) + 1, width: 300, height: 300)
        == [.tooLarge(bytes: 10_485_761)])
  }

  @Test(arguments: [
    ("shop-42/17", nil as ExternalTaskIDRules.Fault?), ("a${x}", nil), ("鸡", nil), ("", .empty),
    ("${external_task_id}", .placeholder), ("${\u{301}", .placeholder), ("..", .dotSegment),
    ("a b", .character(" ", utf8Offset: 1)), ("é\n", .character("\n", utf8Offset: 2)),
    ("a\u{200B}", .character("\u{200B}", utf8Offset: 1)),
  ])
  func externalTaskIDs(id: String, fault: ExternalTaskIDRules.Fault?) {
    #expect(ExternalTaskIDRules.fault(of: id) == fault)
  }

  @Test func estimates() {
    #expect(Prices.estimate(.std, .auto).min.description == "3")
    #expect(Prices.estimate(.std, .auto).max.description == "6")
    #expect(Prices.estimate(.pro, .five).max.description == "5")
    #expect(Prices.estimate(.pro, .ten).min.description == "10")
  }

  @Test func exponentsBeyondReasonAreNoNumbers() {
    #expect(DecimalNumber("1e-9223372036854775808") == nil)
    #expect(DecimalNumber("1e400") != nil)
    #expect(DecimalNumber("1e401") == nil)
  }
}

@Suite struct SavePathTests {
  @Test(arguments: [
    ("clean", "clean.mp4"), ("clean.MP4", "clean.MP4"), ("a//./b/../c.mov", "a/c.mov.mp4"),
    ("./x", "x.mp4"), (".mp4", ".mp4.mp4"), ("my film.mp4", "my film.mp4"),
    ("..a/b..", "..a/b...mp4"),
  ])
  func normalises(text: String, path: String) throws {
    #expect(try SavePath(text).path == path)
  }

  @Test(arguments: [
    ("", SavePath.Fault.empty), ("/tmp/x", .outside), ("../x", .outside), ("a/../../x", .outside),
    ("a/", .folder), (".", .folder), ("a/..", .folder), ("a/.", .folder),
    ("a\u{0}", .character("\u{0}", utf8Offset: 1)), ("é\n", .character("\n", utf8Offset: 2)),
    ("/\u{301}x", .outside), ("../\u{301}x", .outside),
  ])
  func refuses(text: String, fault: SavePath.Fault) {
    #expect(throws: fault) { try SavePath(text) }
  }

  @Test func tooLong() {
    #expect(throws: SavePath.Fault.tooLong) { try SavePath(String(repeating: "x", count: 201)) }
    #expect(throws: SavePath.Fault.tooLong) {
      try SavePath(String(repeating: "x/", count: 501) + "y")
    }
  }

  @Test(arguments: [
    ("Clean", "clean.mp4"), ("caf\u{E9}", "cafe\u{301}"), ("Straße", "STRASSE"), ("ΣΑΣ", "σας"),
  ])
  func sameFile(one: String, other: String) throws {
    #expect(try SavePath(one).key == SavePath(other).key)
  }
}

@Suite struct SelectionRulesTests {
  private func selection(_ frame: FrameReference, _ points: (Double, Double)...) -> Selection {
    Selection(
      frame: frame,
      points: points.map { PointReference(x: .fraction($0.0), y: .fraction($0.1)) })
  }

  @Test func marksAreNeededButForAnAddition() {
    #expect(SelectionRules.faults(of: [], mode: .removal) == [.missing])
    #expect(SelectionRules.faults(of: [], mode: .swap) == [.missing])
    #expect(SelectionRules.faults(of: [], mode: .addition) == [])
  }

  @Test func limits() {
    let frames = (0...10).map { selection(.index($0), (0, 1)) }
    #expect(SelectionRules.faults(of: frames, mode: .swap) == [.tooManyFrames(count: 11)])
    #expect(SelectionRules.faults(of: Array(frames.dropLast()), mode: .swap) == [])
    let points = (0...10).map { PointReference(x: .pixel($0), y: .pixel(0)) }
    #expect(
      SelectionRules.faults(of: [Selection(frame: .last, points: points)], mode: .swap)
        == [.tooManyPoints(selection: 0, count: 11)])
  }

  @Test func placesOfFaults() {
    let faults = SelectionRules.faults(
      of: [
        selection(.index(3), (0.5, 0.5), (1.5, 0.5), (0.5, 0.5)),
        selection(.index(-1)),
        selection(.index(3), (0.5, -0.1)),
        Selection(frame: .last, points: [PointReference(x: .pixel(-1), y: .pixel(0))]),
      ], mode: .removal)
    #expect(
      faults == [
        .coordinateOutside(selection: 0, point: 1, axis: .x),
        .repeatedPoint(selection: 0, point: 2, first: 0),
        .negativeFrame(selection: 1), .noPoints(selection: 1),
        .repeatedFrame(selection: 2, first: 0),
        .coordinateOutside(selection: 2, point: 0, axis: .y),
        .coordinateOutside(selection: 3, point: 0, axis: .x),
      ])
  }

  @Test func notANumberIsOutside() {
    #expect(!SelectionRules.isAllowed(.fraction(.nan)))
    #expect(!SelectionRules.isAllowed(.fraction(1.000_000_1)))
    #expect(SelectionRules.isAllowed(.fraction(1)))
  }
}

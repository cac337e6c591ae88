import KEditPlan
import KlingAPI
import Testing

@testable import KEditEngine

struct SessionCheckTests {
  /// What init answers, by way of the client, for only it makes a `ParsedVideo`.
  private func video(
    fps: String = "30.0", milliseconds: String = "5000", width: Int = 1280, height: Int = 720,
    frames: Int = 150
  ) async throws -> ParsedVideo {
    let service = FakeService {
      $0.video =
        #""status":0,"fps":\#(fps),"original_duration":\#(milliseconds),"width":\#(width),"#
        + #""height":\#(height),"total_frame":\#(frames)"#
    }
    return try await Stage(service).world().client.initSelection(.videoID("v"))
  }

  private func faults(_ edit: PlannedEdit, in video: ParsedVideo) -> [String] {
    do {
      _ = try SessionCheck.resolve(edit, in: video)
      return []
    } catch {
      return error.messages
    }
  }

  @Test(arguments: [
    ("0", "30", 0), ("0.29", "60", 17), ("0.1", "30", 3), ("1.5", "24", 36), ("0.033", "30", 0),
    ("0.0333333333333333333334", "30.0", 1), ("4.999", "30", 149),
  ])
  func aTimeIsTheFrameShownThen(time: String, rate: String, frame: Int) async throws {
    let moment = try #require(DecimalNumber(time))
    let resolved = try SessionCheck.resolve(
      edit(selections: [mark(.time(moment), (0, 0))]), in: try await video(fps: rate))
    #expect(resolved.marks.map(\.frameIndex) == [frame])
  }

  @Test func equalFramesAreMergedInOrderOfFirstMention() async throws {
    let second = try #require(DecimalNumber("1"))
    let resolved = try SessionCheck.resolve(
      edit(selections: [
        mark(.last, (0.1, 0.1)), mark(.index(30), (0.2, 0.2)), mark(.index(149), (0.3, 0.3)),
        mark(.time(second), (0.4, 0.4)),
      ]), in: try await video())
    #expect(resolved.marks.map(\.frameIndex) == [149, 30])
    #expect(resolved.marks[0].points == [Point(x: 0.1, y: 0.1), Point(x: 0.3, y: 0.3)])
    #expect(resolved.marks[1].points == [Point(x: 0.2, y: 0.2), Point(x: 0.4, y: 0.4)])
  }

  @Test func aPixelMeansItsCentre() async throws {
    let pixel = Selection(
      frame: .index(0), points: [PointReference(x: .pixel(988), y: .pixel(719))])
    let resolved = try SessionCheck.resolve(edit(selections: [pixel]), in: try await video())
    #expect(resolved.marks[0].points == [Point(x: 988.5 / 1280, y: 719.5 / 720)])
  }

  @Test(arguments: [
    ("2000", TaskDuration.auto, CreateTaskRequest.Length.five), ("5500", .auto, .five),
    ("5500", .five, .five), ("7000", .auto, .ten), ("10500", .ten, .ten),
  ])
  func theLengthChoosesTheDuration(
    length: String, chosen: TaskDuration, duration: CreateTaskRequest.Length
  ) async throws {
    let resolved = try SessionCheck.resolve(
      edit(duration: chosen), in: try await video(milliseconds: length))
    #expect(resolved.duration == duration)
  }

  @Test(arguments: [
    ("1999", TaskDuration.auto, "the video is 1.999 s long"), ("5501", .auto, "5.501 s long"),
    ("6999", .auto, "6.999 s long"), ("10501", .auto, "10.501 s long"),
    ("5000", .ten, "duration 10 does not fit a video of 5 s; its length asks for duration 5"),
    ("8000.5", .five, "duration 5 does not fit a video of 8.0005 s"),
    ("-1", .auto, "the video is -1"),
  ])
  func aLengthThatDoesNotFitIsSaid(length: String, chosen: TaskDuration, words: String) async throws
  {
    let found = faults(edit(duration: chosen), in: try await video(milliseconds: length))
    #expect(found.first?.contains(words) == true, "\(found)")
  }

  @Test func sizeAndRateAreHeldAgainstTheLimits() async throws {
    #expect(faults(edit(), in: try await video(width: 719)).first?.contains("719 × 720") == true)
    #expect(faults(edit(), in: try await video(height: 2161)).first?.contains("2161") == true)
    #expect(
      faults(edit(), in: try await video(fps: "29.97")) == [
        "the video has 29.97 frames per second; it must have 24, 30 or 60"
      ])
  }

  @Test(arguments: [
    FrameReference.index(150), .time(DecimalNumber(5)), .time(DecimalNumber(4000)),
  ])
  func aFrameBeyondTheEndIsSaid(frame: FrameReference) async throws {
    let found = faults(edit(selections: [mark(frame, (0, 0))]), in: try await video())
    #expect(found.count == 1)
    #expect(found[0].contains("frames 0 to 149"))
  }

  @Test(arguments: [-1, 0, .min])
  func numbersThatNoVideoHasAreSaidAndDoNotCrash(number: Int) async throws {
    let selections = [
      mark(.last, (0, 0)), mark(.time(DecimalNumber(1)), (0, 0)),
      Selection(frame: .index(0), points: [PointReference(x: .pixel(0), y: .pixel(0))]),
    ]
    let found = faults(
      edit(selections: selections),
      in: try await video(
        fps: "-30", milliseconds: "1e300", width: number, height: number, frames: number))
    #expect(found.count > 4)
  }

  @Test func aPixelOutsideIsSaid() async throws {
    let pixel = Selection(
      frame: .index(3), points: [PointReference(x: .pixel(1280), y: .pixel(720))])
    let found = faults(edit(selections: [pixel]), in: try await video())
    #expect(found.count == 2)
    #expect(found[0].contains("x = 1280px on frame 3"))
  }

  @Test func theLimitsHoldAgainOnceFramesAreMerged() async throws {
    let second = try #require(DecimalNumber("1"))
    func points(_ count: Int, from start: Double) -> Selection {
      Selection(
        frame: .index(30),
        points: (0..<count).map {
          PointReference(x: .fraction(start + Double($0) / 100), y: .fraction(0))
        })
    }
    var late = points(5, from: 0.5)
    late.frame = .time(second)
    let many = faults(edit(selections: [points(6, from: 0), late]), in: try await video())
    #expect(many.count == 1)
    #expect(many[0].contains("frame 30 has 11 points"))

    let twice = faults(
      edit(selections: [mark(.index(30), (0.5, 0.5)), mark(.time(second), (0.5, 0.5))]),
      in: try await video())
    #expect(twice.count == 1)
    #expect(twice[0].contains("frame 30 has the point (0.5, 0.5) twice"))

    let frames = (0...10).map { mark(.index($0), (0, 0)) }
    #expect(
      faults(edit(selections: frames), in: try await video()) == [
        "11 frames are marked; at most 10 may be"
      ])
  }

  @Test func marksThatAreMissingAreNoFaultHere() async throws {
    let video = try await video()
    let resolved = try SessionCheck.resolve(edit(selections: []), in: video)
    #expect(resolved.marks == [])
    #expect(resolved.duration == .five)
    #expect(faults(edit(selections: [], duration: .ten), in: video).count == 1)
  }

  @Test func oneMomentIsTheFrameThatAnEditWouldMark() async throws {
    let video = try await video()
    let second = try #require(DecimalNumber("1.25"))
    for (moment, frame) in [(FrameReference.index(7), 7), (.last, 149), (.time(second), 37)] {
      #expect(try SessionCheck.frame(moment, in: video) == frame)
    }
    let failure = #expect(throws: Failure.self) {
      try SessionCheck.frame(.index(150), in: video)
    }
    #expect(
      failure?.messages == [
        "frame 150 lies outside the video, which is 5 s long and has frames 0 to 149"
      ])
    #expect(failure?.kind == .faultyFile)
  }

  @Test func onePointIsThePointThatAnEditWouldMark() async throws {
    let video = try await video()
    for reference in [
      PointReference(x: .pixel(988), y: .pixel(719)),
      PointReference(x: .fraction(0.1), y: .fraction(1)),
    ] {
      let whole = edit(selections: [Selection(frame: .index(3), points: [reference])])
      #expect(
        [try SessionCheck.point(reference, onFrame: 3, in: video)]
          == (try SessionCheck.resolve(whole, in: video)).marks[0].points)
    }
    let failure = #expect(throws: Failure.self) {
      try SessionCheck.point(
        PointReference(x: .pixel(1280), y: .pixel(720)), onFrame: 3, in: video)
    }
    #expect(failure?.messages.count == 2)
    #expect(failure?.messages.first?.contains("x = 1280px on frame 3") == true)
  }
}

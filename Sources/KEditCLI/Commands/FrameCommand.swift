import KlingMasks
import MediaFacts
import PlainText
import Programs
import TerminalPictures

/// `kedit frame`: one frame of a video as a picture.
struct FrameCommand: Command {
  private static let grid = Flag(
    "grid", help: "Draw lines at every tenth, with their fractions.", hasVariable: false)

  static let description = CommandDescription(
    name: "frame",
    summary: "Take one frame out of a video, to read points from.",
    discussion: """
      VIDEO is a file or a link. MOMENT is a frame, counted from 0 ('12', 'first', 'last'), or a time
      ('1.5s'): the frame that is shown then. Without --output the picture is shown in the terminal, or
      goes to standard output as a PNG where that is none. ffmpeg must be installed.

      Exit codes: 0 done; 1 it is no video; 2 there is no such moment, or ffmpeg is not installed; 3 a
      link cannot be reached; 7 a file cannot be read or written.
      """,
    operands: .pair("VIDEO", "MOMENT"),
    options: [
      PictureFile.option.declaration, grid.declaration, PictureScreen.option.declaration,
    ] + CommonOptions.all,
    examples: [
      ("kedit frame farm.mp4 0 --grid", "See where a point is."),
      ("kedit frame farm.mp4 1.5s -o frame.png", "Keep the frame that is shown after 1.5 seconds."),
    ])

  private let video: String
  private let moment: VideoMoment
  private let output: PictureFile?
  private let hasGrid: Bool
  private let pictures: PictureMode.Preference

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.video = arguments.operands[0]
    self.moment = try VideoMoment(arguments.operands[1...])
    self.output = try arguments.value(PictureFile.option)
      .flatMap { $0 == "-" ? nil : PictureFile(name: $0) }
    self.hasGrid = try arguments.isSet(Self.grid)
    self.pictures = try arguments.value(PictureScreen.option) ?? .auto
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    try output?.spare([video], context.io)
    let screen = PictureScreen(pictures, context)
    if output == nil, context.io.output.isTerminal, await !screen.showsPictures {
      throw .usage("this terminal shows no pictures", help: "write it to a file: -o frame.png")
    }
    let file = try await VideoFile.open(video, context)
    let facts = try await file.videoFacts(context)
    let (index, png) = try await frame(of: file, facts, context)
    if let output {
      if hasGrid {
        try output.write(try drawn(png), context.io)
      } else {
        try output.write(png: png, context.io)
      }
      context.inform(
        "frame \(index) of 0 to \(facts.frameCount - 1), \(facts.width) × \(facts.height)")
    } else if context.io.output.isTerminal {
      let frame = try file.bitmap(png)
      let picture = MaskPicture(frame: frame, grid: hasGrid ? .lines : nil)
      if let text = await screen.text(of: picture) { context.io.output.write(text) }
    } else {
      context.io.output.write(hasGrid ? try drawn(png).png() : png)
    }
    return .done

    func drawn(_ png: [UInt8]) throws(CommandFailure) -> Bitmap {
      var bitmap = try file.bitmap(png)
      bitmap.draw(PictureGrid.labelled)
      return bitmap
    }
  }

  /// The frame that is meant. How many there are is not always told rightly, so that the last one is
  /// looked for a little before the end too.
  private func frame(
    of file: VideoFile, _ facts: VideoFacts, _ context: CommandContext
  ) async throws(CommandFailure) -> (index: Int, png: [UInt8]) {
    let wanted = try moment.frame(in: facts)
    for index in (moment.isLast ? max(0, wanted - 2)...wanted : wanted...wanted).reversed() {
      if let png = try await file.frame(index, context) { return (index, png) }
    }
    throw moment.beyondEnd(of: facts)
  }
}

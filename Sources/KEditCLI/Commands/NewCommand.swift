import PlainText
import PosixFiles

/// `kedit new`: a commented file to start from.
struct NewCommand: Command {
  static let description = CommandDescription(
    name: "new",
    summary: "Write a commented file to start from.",
    discussion: """
      Writes to standard output where no FILE is named. A FILE that exists is never overwritten;
      '.kedit' is added to a name without an extension.
      """,
    operands: .optional("FILE"),
    options: CommonOptions.all,
    examples: [
      ("kedit new first.kedit", "Write first.kedit; then change it and check it."),
      ("kedit new | kedit check -", "See that the file is sound."),
    ])

  private let path: String?

  init(_ arguments: Arguments) {
    self.path = arguments.operands.first.flatMap { $0 == "-" ? nil : $0 }
  }

  func run(_ context: CommandContext) throws(CommandFailure) -> ExitCode {
    guard let path else {
      context.io.output.write(Self.template)
      return .done
    }
    let name = Path.fileExtension(of: path).isEmpty ? path + ".kedit" : path
    let target = Path.join(context.io.currentFolder, name)
    do throws(FileError) {
      var writer = try FileWriter(target)
      try writer.write(Array(Self.template.utf8))
      try writer.commit(replacing: false)
    } catch {
      if error.isAlreadyThere {
        throw CommandFailure(
          .localFile, "'\(harmless(name))' exists already and is left as it is",
          help: "name another file")
      }
      throw CommandFailure(.localFile, "'\(harmless(name))' cannot be written: \(error.words)")
    }
    context.io.output.write(harmless(name) + "\n")
    context.inform("Change it, then: kedit check \(shellWord(harmless(name)))")
    return .done
  }

  /// What a first file looks like: sound as it stands, and simulated without a change.
  static let template = #"""
    kedit 1

    # What shall change in a video. Everything after '#' is a comment.
    #
    #   kedit check FILE              are there mistakes in it?
    #   kedit plan FILE               what would be sent, and what would it cost?
    #   kedit run FILE --simulate     try it against a simulated service, for nothing
    #   kedit run FILE                do it

    # The video: a public .mp4 or .mov, 2 to 5 or 7 to 10 seconds long,
    # or the path of a local one.
    video farm = "https://example.com/animals-output-5s.mp4"

    # Remove something. Say what it is, and mark it: a frame (counted from 0) and a
    # point on it, as fractions of width and height from the top left corner.
    remove "the chick" in farm
      at frame 0 point (0.77, 0.30)
      save "without-chick.mp4"

    # Replace something by what an image shows. Take the '#' away to use it.
    #
    # image corgi = "assets/corgi.png"
    #
    # swap "the dog" for "a corgi" from corgi in farm
    #   at frame 0 points (0.40, 0.55) (0.42, 0.60)
    #   save "corgi.mp4"

    # Add something to the result of the edit before it.
    #
    # image balloon = "assets/balloon.png"
    #
    # then add "a red balloon" from balloon onto "the fence"

    # For every edit in the file: the quality, and what is not wanted.
    #
    # set mode pro
    # set negative "blurry, low quality"

    """#
}

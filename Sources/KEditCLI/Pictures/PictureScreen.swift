import KlingMasks
import PNGCodec
import TerminalPictures

/// The terminal behind standard output, as far as it shows pictures.
actor PictureScreen {
  /// What a person wants to see of pictures, on a terminal.
  static let option = Option<PictureMode.Preference>.choice(
    "pictures", placeholder: "HOW", help: "Whether masks are shown as pictures.",
    defaultValue: .auto)

  private let preference: PictureMode.Preference
  private let context: CommandContext
  private let askTerminal: @Sendable () async -> Bool
  private var mode: PictureMode?

  /// - Parameters:
  ///   - preference: what a person wants to see.
  ///   - context: where it is shown.
  ///   - askTerminal: asks whether it draws pictures by kitty's protocol. What is typed meanwhile is
  ///     lost unless this takes care of it: it stands before the answer, so it must be read with it,
  ///     and there is no way to put it back.
  init(
    _ preference: PictureMode.Preference, _ context: CommandContext,
    askTerminal: @escaping @Sendable () async -> Bool = { TerminalQuestion.asksForKitty().agrees }
  ) {
    self.preference = preference
    self.context = context
    self.askTerminal = askTerminal
  }

  /// Whether it shows any; the terminal itself is asked once.
  var showsPictures: Bool { get async { await chosenMode() != .off } }

  /// What makes the terminal show a picture; `nil` where it shows none, or has no room.
  func text(of picture: MaskPicture) async -> String? {
    let mode = await chosenMode()
    guard mode != .off, let size = picture.naturalSize,
      let layout = PictureLayout(
        of: size, columns: context.io.output.width - 1,
        lines: max(4, context.io.output.height * 2 / 3))
    else { return nil }
    switch mode {
    case .off: return nil
    case .blocks(let colors):
      return TerminalPicture.blocks(
        picture.drawn(in: layout.blockSize), layout: layout, colors: colors)
    case .kitty:
      guard let png = try? PNG.encode(PixelImage(picture.drawn(in: size))) else { return nil }
      return TerminalPicture.kitty(png: png, layout: layout)
    }
  }

  private func chosenMode() async -> PictureMode {
    if let mode { return mode }
    guard context.io.output.isTerminal else { return .off }
    let environment = context.environment.variables
    let asks = PictureMode.asksForKitty(preference: preference, environment: environment)
    let agrees = asks ? await askTerminal() : false
    let chosen = PictureMode.choose(
      preference: preference, environment: environment, kittyAnswered: agrees)
    mode = chosen
    return chosen
  }
}

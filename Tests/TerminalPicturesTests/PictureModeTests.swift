import TerminalPictures
import Testing

@Suite struct PictureModeTests {
  static func choose(
    _ environment: [String: String], _ preference: PictureMode.Preference = .auto,
    kitty: Bool = false
  ) -> PictureMode {
    PictureMode.choose(preference: preference, environment: environment, kittyAnswered: kitty)
  }

  @Test(arguments: [
    ["TERM": "xterm-256color", "COLORTERM": "truecolor"],
    ["TERM": "xterm", "COLORTERM": "24bit"],
    ["TERM": "xterm-direct"], ["TERM": "xterm-kitty"], ["TERM": "alacritty"],
    ["TERM": "foot-extra"],
    ["TERM": "xterm-ghostty"], ["TERM": "wezterm"], ["TERM": "xterm-256color", "WT_SESSION": "1"],
    ["TERM": "tmux-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"],
    ["TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/x,1,0"],
    ["TERM": "vt100", "COLORTERM": "truecolor"],
  ])
  func `true colour where the terminal says so or is known for it`(environment: [String: String]) {
    #expect(Self.choose(environment) == .blocks(.trueColor))
  }

  @Test(arguments: [
    ["TERM": "xterm-256color"], ["TERM": "xterm"], ["TERM": "screen"],
    ["TERM": "screen.xterm-256color"],
    ["TERM": "tmux"], ["TERM": "linux"], ["TERM": "rxvt-unicode"], ["TERM": "st"],
    ["TERM": "nsterm-256color"],
    ["TERM": "xterm-256color", "COLORTERM": "1"],
    ["TERM": "screen", "COLORTERM": "truecolor", "STY": "1.pts"],
  ])
  func `else 256 colours`(environment: [String: String]) {
    #expect(Self.choose(environment) == .blocks(.palette256))
  }

  @Test(arguments: [
    [:], ["TERM": ""], ["TERM": "dumb"], ["TERM": "DUMB"], ["TERM": "unknown"], ["TERM": "vt100"],
    ["TERM": "ansi"],
  ])
  func `nothing but text for what knows nothing else, whatever is asked for`(
    environment: [String: String]
  ) {
    for preference in PictureMode.Preference.allCases {
      #expect(Self.choose(environment, preference, kitty: true) == .off)
      #expect(!PictureMode.asksForKitty(preference: preference, environment: environment))
    }
  }

  @Test func `kitty where the terminal said yes, unless something else is asked for`() {
    let environment = ["TERM": "xterm-kitty"]
    #expect(Self.choose(environment, kitty: true) == .kitty)
    #expect(Self.choose(environment, .blocks, kitty: true) == .blocks(.trueColor))
    #expect(Self.choose(environment, .off, kitty: true) == .off)
    #expect(PictureMode.asksForKitty(preference: .auto, environment: environment))
    #expect(!PictureMode.asksForKitty(preference: .blocks, environment: environment))
    #expect(!PictureMode.asksForKitty(preference: .off, environment: environment))
  }

  @Test func `NO_COLOR turns pictures off, but not those asked for by name`() {
    let environment = ["TERM": "xterm-256color", "NO_COLOR": "1"]
    #expect(Self.choose(environment, kitty: true) == .off)
    #expect(Self.choose(environment, .blocks) == .blocks(.palette256))
    #expect(Self.choose(["TERM": "xterm", "NO_COLOR": ""]) == .blocks(.palette256))
  }

  @Test(arguments: [
    (["LANG": "de_DE.ISO-8859-1"], false), (["LANG": "de_DE.UTF-8"], true), (["LANG": "C"], true),
    ([:], true), (["LC_ALL": "", "LANG": "C.utf8"], true),
    (["LC_ALL": "ja_JP.eucJP", "LANG": "C.UTF-8"], false),
    (["LC_CTYPE": "de_DE.UTF-8@euro", "LANG": "x.KOI8-R"], true),
  ])
  func `no blocks where the locale has no such characters`(
    locale: [String: String], isUnicode: Bool
  ) {
    let environment = locale.merging(["TERM": "xterm"]) { $1 }
    #expect(Self.choose(environment) == (isUnicode ? .blocks(.palette256) : .off))
    #expect(Self.choose(environment, kitty: true) == .kitty)
    #expect(Self.choose(environment, .blocks) == .blocks(.palette256))
  }
}

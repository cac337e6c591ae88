import KEditEngine
import KEditSyntax
import PlainText

/// What `help` says.
enum Help {
  static let overview: [String] = {
    var lines = [
      "What is typed is the language, carried out as far as it costs nothing:",
      "",
      "  video \"https://example.com/clip.mp4\"              opens it",
      "  remove \"the chick\" at frame 0 point (0.77, 0.30)  marks it, shows the mask",
      "  mode pro                                          changes the edit",
      "  submit                                            sends it, after a question",
      "",
      "Commands:",
    ]
    let width = CommandName.allCases.map(\.usage.count).max() ?? 0
    for command in CommandName.allCases {
      let usage = command.usage.padded(to: width)
      lines.append("  \(usage)  \(command.summary)")
    }
    lines += [
      "", "The beginning of a command is enough, but for submit and clear.",
      "'help TOPIC': a command, or statements, clauses, moments, points, keys.",
    ]
    return lines
  }()

  /// `nil` where there is nothing of that name.
  static func page(of topic: String) -> [String]? {
    if let topic = topics[topic] { return topic }
    if let command = CommandName(rawValue: topic) {
      return ["usage: \(command.usage)", command.summary] + (more[command] ?? [])
    }
    return nil
  }

  static let topicNames = topics.keys.sorted() + CommandName.allCases.map(\.rawValue)

  private static let more: [CommandName: [String]] = [
    .mark: [
      "mark frame 0 (0.77, 0.30)      one point on frame 0",
      "mark 48 (40%, 55%) (42%, 60%)  two on frame 48",
      "mark (988px, 214px)            one on the frame of the prompt; 'frame N' changes it",
    ],
    .unmark: [
      "The coordinates must be exactly those that were marked: 'marks' lists them.",
      "unmark frame 48 takes all points of the frame away.",
    ],
    .submit: [
      "Sends the current edit, or the one of that name. The prompt stays usable meanwhile.",
      "An edit that was paid for is not paid for again; with 'fresh' another task is made of it.",
    ],
    .save: [
      "Only .kedit files are written. 'save \"NAME\"' with quotes names the result of the edit."
    ],
    .prompt: [
      "prompt Delete {target} from {video}, softly",
      "{video} {image} {target} {element} {place} stand for what the edit is about.",
    ],
    .tasks: ["tasks lists the newest; tasks 2 the page behind; tasks ID shows one."],
    .set: [
      "set mode pro, set negative \"blurry\", set watermark on: for every edit that says nothing else."
    ],
  ]

  private static let topics: [String: [String]] = [
    "statements": [
      "video [NAME =] \"URL or file\"        a video to edit",
      "image NAME = \"URL or file\"          a picture to take things from",
      "remove \"what\"                       take it out of the video",
      "swap \"what\" for \"what\" from IMAGE   put something in its place",
      "add \"what\" from IMAGE               put something in",
      "then remove, then swap, then add    the same in the result of the edit before",
      "set OPTION VALUE                    an option for all edits",
      "param, template, include            see the reference",
    ],
    "clauses": [
      "at MOMENT point POINT     marks the element      in VIDEO       the video to edit",
      "as NAME                   names the result       save \"NAME\"    its file",
      "onto \"place\"              where something goes   id \"ID\"        the id of the task",
      "mode std|pro   duration 5|10|auto   language en|zh   watermark on|off   preview on|off",
      "prompt \"…\"   negative \"…\"   callback \"URL\"   model \"NAME\"|none",
    ],
    "moments": [
      "frame 12       counted from 0", "frame first, frame last",
      "1.5s, 1500ms   the frame shown then",
    ],
    "points": [
      "(0.77, 0.30)     fractions of width and height, from the top left",
      "(77%, 30%)       the same", "(988px, 214px)   pixels",
    ],
    "keys": [
      "↑ ↓        earlier lines that begin as this one",
      "Ctrl-R     search in them", "Tab        complete",
      "Ctrl-C     clear the line, or stop what runs",
      "Ctrl-D     leave", "~/.editrc  has its say: bind -v for vi's keys",
    ],
  ]
}

extension Workbench {
  mutating func help(_ topic: String) -> Activity {
    if topic.isEmpty {
      say(.text(Help.overview))
    } else if let page = Help.page(of: topic) {
      say(.text(page))
    } else {
      return refuse(
        .usage, "there is no help on '\(harmless(topic, limit: 40))'",
        help: topic.nearest(among: Help.topicNames).map { "did you mean 'help \($0)'?" }
          ?? "'help' lists the commands and topics")
    }
    return .rest
  }
}

extension String {
  /// With blanks behind it up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

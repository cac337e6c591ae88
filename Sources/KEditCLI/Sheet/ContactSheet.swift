/// A run as one page for a browser: what was marked, what was asked for, what came of it.
///
/// The page holds its pictures itself and asks nobody for anything, now or later; only the videos are
/// files beside it.
struct ContactSheet: Sendable {
  /// A picture of a marked frame.
  struct Frame: Sendable {
    /// A PNG in base64; `nil` where neither frame nor mask is to be had.
    let picture: String?
    let width: Int
    let height: Int
    let caption: String
  }

  /// A video on this machine.
  struct Clip: Sendable {
    let title: String
    /// Relative to the page, or absolute.
    let path: String
  }

  struct Edit: Sendable {
    let name: String
    let state: String
    /// What `state` means for the eye.
    let mood: Mood
    let facts: [FactRows.Fact]
    let prompt: String?
    let frames: [Frame]
    let clips: [Clip]
  }

  enum Mood: String, Sendable {
    case good
    case bad
    case open
  }

  let title: String
  let facts: [FactRows.Fact]
  let edits: [Edit]

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    media-src 'self' file:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(html(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <header>
    <h1>\(html(title))</h1>
    \(list(facts))
    </header>
    <main>
    \(edits.map(section).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  private func section(_ edit: Edit) -> String {
    var parts = [
      "<h2>\(html(edit.name)) <span class=\"state \(edit.mood.rawValue)\">\(html(edit.state))</span></h2>"
    ]
    if let prompt = edit.prompt { parts.append("<blockquote>\(html(prompt))</blockquote>") }
    if !edit.frames.isEmpty {
      parts.append(
        "<div class=\"row\">\n\(edit.frames.map(figure).joined(separator: "\n"))\n</div>")
    }
    if !edit.clips.isEmpty {
      parts.append("<div class=\"row\">\n\(edit.clips.map(player).joined(separator: "\n"))\n</div>")
    }
    parts.append(list(edit.facts))
    return "<section>\n\(parts.joined(separator: "\n"))\n</section>"
  }

  private func figure(_ frame: Frame) -> String {
    let caption = html(frame.caption)
    let picture =
      frame.picture.map { data in
        "<img src=\"data:image/png;base64,\(data)\" width=\"\(frame.width)\" "
          + "height=\"\(frame.height)\" alt=\"\(caption)\">"
      } ?? "<div class=\"none\">no picture</div>"
    return "<figure>\(picture)<figcaption>\(caption)</figcaption></figure>"
  }

  private func player(_ clip: Clip) -> String {
    let url = relativeURL(ofPath: clip.path)
    return "<figure><video controls preload=\"metadata\" src=\"\(url)\"></video>"
      + "<figcaption>\(html(clip.title)): <a href=\"\(url)\">\(html(clip.path))</a></figcaption></figure>"
  }

  private func list(_ facts: [FactRows.Fact]) -> String {
    let rows = facts.filter { !$0.lines.isEmpty }.map { fact in
      "<dt>\(html(fact.label))</dt><dd>\(fact.lines.map { html($0) }.joined(separator: "<br>"))</dd>"
    }
    return "<dl>\n\(rows.joined(separator: "\n"))\n</dl>"
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #8884; --faint: #888; }
    body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
    h1 { font-size: 1.4rem; margin: 0 0 .6rem; }
    h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
    section { border-top: 1px solid var(--line); padding: 1.2rem 0; }
    dl { display: grid; grid-template-columns: 6rem 1fr; gap: .15rem 1rem; margin: .6rem 0; }
    dt { color: var(--faint); }
    dd { margin: 0; overflow-wrap: anywhere; }
    blockquote { margin: 0 0 .8rem; padding-left: .8rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
    .row { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0 0 .8rem; }
    figure { margin: 0; max-width: 100%; }
    img, video { display: block; width: 30rem; max-width: 100%; height: auto; border-radius: 4px; background: #0002; }
    .none { width: 30rem; max-width: 100%; padding: 4rem 0; text-align: center; color: var(--faint); border: 1px dashed var(--line); }
    figcaption { color: var(--faint); font-size: .9rem; margin-top: .25rem; }
    .state { font-size: .85rem; font-weight: normal; padding: .1rem .5rem; border-radius: 1rem; border: 1px solid var(--line); }
    .good { color: #1a7f37; } .bad { color: #cf222e; } .open { color: #9a6700; }
    @media (prefers-color-scheme: dark) { .good { color: #4ac26b; } .bad { color: #ff7b72; } .open { color: #d4a72c; } }
    """
}

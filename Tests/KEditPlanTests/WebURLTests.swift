import KEditPlan
import Testing

@Suite struct WebURLTests {
  @Test(arguments: [
    ("https://example.com/a/b.MP4?x=1.png#y", "example.com", nil as Int?, "/a/b.MP4", "mp4"),
    ("HTTP://u:p@127.0.0.1:8080", "127.0.0.1", 8080, "", nil),
    ("https://[::1]:1/x", "[::1]", 1, "/x", nil),
    ("https://example.com:/视频.mov", "example.com", nil, "/视频.mov", "mov"),
    ("https://e.com/.mp4", "e.com", nil, "/.mp4", nil),
    ("https://e.com/a.", "e.com", nil, "/a.", nil),
    ("https://e.com/a.b/c?t=${x}|y", "e.com", nil, "/a.b/c", nil),
    ("https://e.com?x.mp4", "e.com", nil, "", nil),
  ])
  func parts(
    text: String, host: String, port: Int?, path: String, pathExtension: String?
  ) throws {
    let url = try WebURL(text)
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.path == path)
    #expect(url.pathExtension == pathExtension)
    #expect(url.text == text)
  }

  @Test(arguments: [
    ("", WebURL.Fault.noScheme),
    ("clip.mp4", .noScheme),
    ("C:/clip.mp4", .noScheme),
    ("://x", .noScheme),
    ("ftp://example.com/x", .scheme("ftp")),
    ("data:image/png;base64,AAAA", .data),
    ("https:example.com", .noHost),
    ("https:///x.mp4", .noHost),
    ("https://:80/x", .noHost),
    ("https://u@/x", .noHost),
    ("https://[::1/x", .noHost),
    ("https://[::1]x/", .port),
    ("https://e.com:65536/", .port),
    ("https://e.com:1a/", .port),
    ("https://e.com/a b", .character(" ", utf8Offset: 15)),
    ("https://é.com/\u{1B}[0m", .character("\u{1B}", utf8Offset: 15)),
    ("https://e.com/\u{202E}", .character("\u{202E}", utf8Offset: 14)),
    ("https://e.com/${x}", .character("{", utf8Offset: 15)),
    ("https://e.com/%4", .percentEscape(utf8Offset: 14)),
    ("https://e.com/%4g", .percentEscape(utf8Offset: 14)),
    ("https:/\u{301}/e.com", .noHost),
  ])
  func refuses(text: String, fault: WebURL.Fault) {
    #expect(throws: fault) { try WebURL(text) }
  }

  @Test func knowsWhichExtensionsAreWrong() {
    #expect(MediaExtension.ofVideo("mov") == .allowed)
    #expect(MediaExtension.ofVideo("webm") == .wrong)
    #expect(MediaExtension.ofVideo("png") == .wrong)
    #expect(MediaExtension.ofVideo("php") == .unknown)
    #expect(MediaExtension.ofVideo(nil) == .unknown)
    #expect(MediaExtension.ofImage("JPEG") == .allowed)
    #expect(MediaExtension.ofImage("webp") == .wrong)
  }
}

import Programs
import Testing

@Suite(.timeLimit(.minutes(1))) struct UploadCommandTests {
  static let environment = ["PATH": "/usr/bin:/bin", "BUCKET": "b", "KLING_API_KEY": "secret"]

  static func upload(_ command: String, path: String = "farm.mp4") async throws -> String {
    try await UploadCommand(command, environment: environment).upload(path)
  }

  @Test(arguments: [
    ("printf 'https://x.example/%s\\n'", "https://x.example/farm.mp4"),
    ("printf 'sent\\n\\n  HTTP://x.example/%s \\n\\n'", "HTTP://x.example/farm.mp4"),
    ("cat /dev/null | printf \"https://$BUCKET.example/%s\"", "https://b.example/farm.mp4"),
    ("f() { echo \"https://x.example/?$1\"; }; f", "https://x.example/?farm.mp4"),
    ("echo \"https://x.example/$KLING_API_KEY\" #", "https://x.example/"),
  ])
  func `the last line is the URL`(command: String, url: String) async throws {
    #expect(try await Self.upload(command) == url)
  }

  @Test(arguments: ["a b.mp4", "$(touch x).mp4", "'\".mp4", "a;b.mp4"])
  func `the path is one argument, whatever is in it`(path: String) async throws {
    let command = "test \"$#\" = 1 || exit 9; f() { printf 'https://x/%s' \"$#\"; }; f"
    #expect(try await Self.upload(command, path: path) == "https://x/1")
    let echo = "g() { test \"$1\" = \"$2\" && echo https://same; }; WANTED=$1; g \"$WANTED\""
    #expect(try await Self.upload(echo, path: path) == "https://same")
  }

  @Test func `a path is never an option`() async throws {
    #expect(
      try await Self.upload("printf 'https://x/%s'", path: "-v.mp4") == "https://x/./-v.mp4")
  }

  @Test(arguments: [
    "true", "echo ftp://x", "echo https://", "echo 'https://a b'", "echo https:///a",
  ])
  func `anything but a URL is refused`(command: String) async throws {
    await #expect {
      try await Self.upload(command + "; :")
    } throws: { error in
      guard case UploadCommand.Failure.noURL = error else { return false }
      return true
    }
  }

  @Test func `a command that fails says why`() async throws {
    let error = await #expect(throws: UploadCommand.Failure.self) {
      try await Self.upload("echo 'no space left' >&2; exit 4;")
    }
    #expect(error == .failed(.exit(4), "no space left"))
    #expect(error?.description == "the upload command failed with status 4: no space left")
  }
}

import PosixFiles
import Programs
import TestSupport

/// What the gallery's files name: files that look right or wrong at their beginning, and a program in
/// the place of `ffprobe` that says of each video what its name promises.
struct GalleryMedia {
  let folder: TemporaryFolder

  var environment: [String: String] { ["PATH": "\(folder("bin")):/usr/bin:/bin"] }

  /// - Throws: `FileError`, or `ProgramError` where the program cannot be made executable.
  init() async throws {
    folder = try TemporaryFolder()
    try folder.write("small.png", Self.png(width: 200, height: 640))
    try folder.write("long.png", Self.png(width: 300, height: 900))
    let large = Self.png(width: 640, height: 640)
    try folder.write("large.png", large + [UInt8](repeating: 0, count: 10 << 20))
    try folder.write("hat.gif", Array("GIF89a".utf8) + [16, 0, 16, 0, 0, 0, 0])
    try folder.write("hat.txt", "no image\n")
    try folder.write("folder/inside.txt", "")
    for name in Self.videos.keys { try folder.write("\(name).mp4", Self.mp4) }
    try folder.write("film.mkv", [0x1A, 0x45, 0xDF, 0xA3] + Array("matroska".utf8))
    for (name, text) in Self.includes { try folder.write("\(name).kedit", text) }
    let program = try folder.write("bin/ffprobe", Self.probe)
    _ = try await ChildProcess(
      "chmod", ["+x", program], environment: ["PATH": "/usr/bin:/bin"], timeout: nil
    ).run()
  }

  private static func png(width: Int, height: Int) -> [UInt8] {
    func big(_ value: Int) -> [UInt8] {
      [
        UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255),
        UInt8(value & 255),
      ]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + big(13) + Array("IHDR".utf8)
      + big(width) + big(height) + [8, 6, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0] + Array("IEND".utf8)
  }

  private static let mp4: [UInt8] =
    [0, 0, 0, 24] + Array("ftypisom".utf8)
    + [0, 0, 2, 0] + Array("isomiso2".utf8)

  /// Width, height, frames a second, frames, and length in seconds.
  private static let videos: [String: String] = [
    "five": "1280 720 30/1 150 5.0", "six": "1280 720 30/1 180 6.0",
    "ten": "1280 720 30/1 300 10.0",
    "short": "1280 720 30/1 30 1.0", "tiny": "640 360 30/1 150 5.0", "pal": "1280 720 12/1 60 5.0",
    "farm": "1280 720 30/1 150 5.0",
  ]

  private static let probe: String = {
    let cases = videos.sorted { $0.key < $1.key }
      .map { "*/\($0.key).mp4) set -- \($0.value) mov,mp4 ;;" }.joined(separator: "\n")
    return #"""
      #!/bin/sh
      for last in "$@"; do :; done
      case "$last" in
      \#(cases)
      *) set -- 1280 720 30/1 150 5.0 matroska,webm ;;
      esac
      printf '{"streams": [{"codec_type": "video", "width": %s, "height": %s,' "$1" "$2"
      printf ' "avg_frame_rate": "%s", "r_frame_rate": "%s", "nb_frames": "%s"}],' "$3" "$3" "$4"
      printf ' "format": {"format_name": "%s", "duration": "%s"}}' "$6" "$5"

      """#
  }()

  private static let includes: [String: String] = [
    "with-edit": "set mode pro\nremove \"the chick\" at frame 0 point (0.5, 0.5)\n",
    "with-error": "# house style\nset mode best\nset negative 'blurry'\n",
    "circle-a": "include \"circle-b.kedit\"\n",
    "circle-b": "include \"circle-a.kedit\"\n",
    "red": "image hat = \"https://example.com/red.png\"\nset mode pro\n",
    "blue": "set mode std\n",
  ]
}

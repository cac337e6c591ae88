import Crypto
import KEditPlan
import KEditSyntax
import KEditTable
import MediaFacts
import TestSupport
import Testing

@testable import KEditCompiler

/// Local files as the tests pretend them to be, by path.
let pretendedFiles: [String: FileFacts] = [
  "corgi.png": image(600, 400), "balloon.png": image(300, 300), "small.png": image(299, 640),
  "long.png": image(300, 751), "limit.png": image(300, 750),
  "huge.png": image(600, 400, bytes: (10 << 20) + 1), "photo.jpg": image(600, 400, .jpeg),
  "anim.gif": FileFacts(sha256: hash("anim.gif"), byteCount: 10, media: .other("a GIF image")),
  "clip.mp4": video(), "ten.mp4": video(milliseconds: 10_000, frames: 300),
  "six.mp4": video(milliseconds: 6_000, frames: 180), "tiny.mp4": video(width: 640),
  "pal.mp4": video(rate: Rational(25, 1), frames: 125),
  "film.mkv": video(isMP4: false),
  "some.mp4": FileFacts(
    sha256: hash("some.mp4"), byteCount: 10, media: .unprobedVideo),
]

private func hash(_ text: String) -> String { SHA256.hash(Array(text.utf8)).hexadecimal }

private func image(
  _ width: Int, _ height: Int, _ format: ImageFacts.Format = .png, bytes: Int = 1_000
) -> FileFacts {
  FileFacts(
    sha256: hash("\(width)x\(height)"), byteCount: bytes,
    media: .image(ImageFacts(format: format, width: width, height: height)))
}

private func video(
  width: Int = 1280, height: Int = 720, milliseconds: Int = 5_000, rate: Rational = Rational(30, 1),
  frames: Int = 150, isMP4: Bool = true
) -> FileFacts {
  FileFacts(
    sha256: hash("\(width) \(milliseconds) \(rate)"), byteCount: 100_000,
    media: .video(
      VideoFacts(
        isMP4OrMOV: isMP4, container: isMP4 ? "mov,mp4" : "matroska,webm", width: width,
        height: height, frameRate: rate, durationMilliseconds: milliseconds, frameCount: frames,
        hasAudio: false)))
}

/// Compiles a text with the pretended files; its tree must print back, whatever the text is.
func compile(_ text: String, name: String = "folder/spec.kedit") -> Compilation {
  let source = SourceText(name: name, text: text)
  #expect(Parser.parse(source).printed() == Array(text.utf8), "\(text)")
  let compiler = Compiler(source)
  var files: [ReferencedFile: FileReport] = [:]
  for file in compiler.referencedFiles {
    files[file] =
      pretendedFiles[file.path].map { .facts($0) } ?? .unreadable("no such file or directory")
  }
  return compiler.compile(files: files)
}

/// Compiles a marked text and expects exactly the findings that it marks.
func expectDiagnostics(
  _ marked: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(marked)
  let found = compile(marked.text).diagnostics.map {
    MarkedText.Place(code: $0.code.rawValue, start: $0.place.span.start, end: $0.place.span.end)
  }
  #expect(
    found.sorted { ($0.start, $0.end, $0.code) < ($1.start, $1.end, $1.code) } == marked.places,
    "\(marked.text)", sourceLocation: sourceLocation)
}

extension Compilation {
  /// The plan, hashed as in the program.
  var plan: Plan? {
    let plan = plan { SHA256.hash($0).hexadecimal }
    if let plan { PlanArchive.keep(plan.jsonBytes) }
    return plan
  }
}

/// A compilation of several texts, each marked with what is to be found in it.
struct CompileCase {
  var files: [String: String] = [:]
  var arguments: [(name: String, value: String)] = []
  /// The content of `rows.csv` or `rows.jsonl`.
  var table: String?
  var tableFormat: Table.Format = .csv
  var purpose: Purpose = .plan

  /// Compiles `spec.kedit` of the files with the pretended media.
  func compile() -> Compilation {
    let texts = files.mapValues { MarkedText($0).text }
    let compiler = Compiler(
      SourceText(name: "spec.kedit", text: texts["spec.kedit"] ?? ""), identity: "spec.kedit",
      arguments: arguments.map { name, value in
        let length = name.utf8.count
        return ParameterArgument(
          name: name,
          source: SourceText(
            name: "--param \(name)", bytes: Array("\(name)=\(value)".utf8), isArgument: true),
          nameSpan: Span(0, length), valueSpan: Span(length + 1, length + 1 + value.utf8.count),
          folder: "")
      },
      table: table.map {
        Table.read(SourceText(name: "table", text: MarkedText($0).text), as: tableFormat)
      },
      include: { path in
        texts[path].map { .source(SourceText(name: path, text: $0), identity: path) }
          ?? .unreadable("no such file or directory")
      })
    var reports: [ReferencedFile: FileReport] = [:]
    for file in compiler.referencedFiles {
      reports[file] =
        pretendedFiles[file.path].map { .facts($0) } ?? .unreadable("no such file or directory")
    }
    return compiler.compile(files: reports, for: purpose)
  }

  /// Expects exactly the findings that are marked in the files, in the table, and in arguments as
  /// `NAME=VALUE`.
  func expect(
    inArguments: [String: String] = [:], sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    var expected: Set<String> = []
    func take(_ name: String, _ marked: String) {
      for place in MarkedText(marked).places { expected.insert("\(name) \(place)") }
    }
    for (name, marked) in files { take(name, marked) }
    if let table { take("table", table) }
    for (name, marked) in inArguments { take("--param \(name)", marked) }
    let found = Set(
      compile().diagnostics.map {
        let place = MarkedText.Place(
          code: $0.code.rawValue, start: $0.place.span.start, end: $0.place.span.end)
        return "\($0.place.file) \(place)"
      })
    #expect(found == expected, sourceLocation: sourceLocation)
  }
}

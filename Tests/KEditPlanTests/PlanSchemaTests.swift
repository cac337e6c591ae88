import KEditPlan
import OrderedJSON
import PosixFiles
import Testing

@Suite struct PlanSchemaTests {
  private let validator: SchemaValidator

  init() throws {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = try FileSystem.read("/\(package)/grammar/plan.schema.json", limit: 1 << 20)
    validator = SchemaValidator(root: try JSON.parse(bytes))
  }

  @Test(arguments: 0..<15)
  func generatedPlansFit(seed: Int) throws {
    var generator = PlanGenerator(seed: seed)
    #expect(try validator.faults(of: generator.plan().json) == [])
  }

  @Test(arguments: [
    ("\"std\"", "\"best\""), ("\"${duration}\"", "5"), ("0.77", "1.1"),
    ("\"line\": 2", "\"line\": 0"),
    ("kedit-plan/1", "kedit-plan/2"), ("\"step\": \"await\"", "\"step\": \"wait\""),
    ("<<<video_1>>>", "x"), ("\"save\"", "\"file\""), ("https://example.com/ani", "ftp://ani"),
    ("\"frame_index\": 0", "\"frame_index\": \"${frame_at(x)}\""),
    ("clean.mp4", "/clean.mp4"), ("\"name\": \"clean\"", "\"name\": \"-\""),
    ("\"video_url\"", "\"video_id\": \"1\", \"video_url\""),
    ("\"external_task_id\": \"mine\"", "\"external_task_id\": \"${x}\""),
    ("${base64(b.png)}", "data:image/png;base64,AA"),
  ])
  func whatDoesNotFitIsRefusedByBoth(from: String, to: String) throws {
    let text = String(decoding: PlanReaderTests.plan().jsonBytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: from))
    let bytes = Array((text[..<range.lowerBound] + to + text[range.upperBound...]).utf8)
    #expect(try validator.faults(of: JSON.parse(bytes)) != [])
    #expect(throws: PlanFaults.self) { try Plan.read(bytes, sha256: sha256) }
  }

  @Test func limitsAreTheRules() {
    let definitions = validator.root["$defs"]
    let points = definitions?["add"]?["properties"]?["body"]?["properties"]?["points"]
    #expect(points?["maxItems"]?.int == Limits.pointsPerFrame)
    let create = definitions?["create"]?["properties"]?["body"]?["properties"]
    #expect(create?["prompt"]?["maxLength"]?.int == Limits.promptScalars)
    #expect(create?["negative_prompt"]?["maxLength"]?.int == Limits.promptScalars)
    let steps = definitions?["edit"]?["properties"]?["steps"]
    #expect(steps?["maxItems"]?.int == Limits.frames + 5)
  }
}

import KEditPlan
import Testing

@Suite struct PromptReferencesTests {
  @Test(arguments: [
    ("Delete it from <<<video_1>>>", [PromptReference.Target.video]),
    ("<<<<video_1>>>>", [.video]),
    ("<<<image_2>>> 🐣 <<<video_1>>>", [.image(2), .video]),
    (
      "<<<image_01>>><<<image_0>>><<<Video_1>>>",
      [.unknown("image_01"), .unknown("image_0"), .unknown("Video_1")]
    ),
    ("<<<video_1>>", []),
    ("<<video_1>>>", []),
    ("<<<a>b>>> << <video_1>>>", []),
    ("<<<>>>", [.unknown("")]),
    ("<<<a<<<video_1>>>", [.video]),
  ])
  func finds(prompt: String, targets: [PromptReference.Target]) {
    #expect(PromptReferences.find(in: prompt).map(\.target) == targets)
  }

  @Test func rangesCountScalarsAndBytes() throws {
    let prompt = "🐣é <<<dog>>>."
    let reference = try #require(PromptReferences.find(in: prompt).first)
    #expect(reference.scalarRange == 3..<12)
    #expect(reference.utf8Range == 7..<16)
    let bytes = Array(prompt.utf8)[reference.utf8Range]
    #expect(String(decoding: bytes, as: UTF8.self) == "<<<dog>>>")
  }

  @Test func faultsOfAnEditWithTwoImages() {
    let faults = PromptReferences.faults(of: "put <<<image_1>>> and <<<image_3>>>", imageCount: 2)
    guard faults.count == 3, case .unknownReference(let reference) = faults[2] else {
      Issue.record("\(faults)")
      return
    }
    #expect(faults[0] == .missingVideo)
    #expect(faults[1] == .missingImage(2))
    #expect(reference.target == .image(3))
  }

  @Test func imagesAreUnknownToARemoval() {
    #expect(PromptReferences.faults(of: "<<<video_1>>> <<<image_1>>>", imageCount: 0).count == 1)
    #expect(PromptReferences.faults(of: "<<<video_1>>>", imageCount: 0) == [])
    #expect(PromptReferences.faults(of: "", imageCount: 0) == [.empty])
  }

  @Test func lengthIsCountedInScalars() {
    let tail = "<<<video_1>>>"
    let allowed = String(repeating: "鸡", count: 2_500 - tail.count) + tail
    #expect(PromptReferences.faults(of: allowed, imageCount: 0) == [])
    #expect(PromptReferences.faults(of: "x" + allowed, imageCount: 0) == [.tooLong(scalars: 2_501)])
    let family = String(repeating: "👩‍👩‍👧‍👦", count: 358)
    #expect(PromptReferences.excessiveLength(ofNegativePrompt: family) == 2_506)
  }
}

import KlingMasks
import TestSupport
import Testing

/// A mask that cannot be what was meant is said to be none.
@Suite("Doubtful masks at the terminal") struct MaskWarningTests {
  @Test("An empty mask, one of nearly the whole frame, and one that is unsound are warned of")
  func doubtful() async throws {
    let pixels = 1280 * 720
    let empty = try RunLengthMask(height: 720, width: 1280, runs: [pixels]).counts
    let whole = try RunLengthMask(height: 720, width: 1280, runs: [0, pixels]).counts
    let answers = [Self.session] + [empty, whole, "0"].map(Self.selection)
    let service = try LoopbackServer(script: answers.map { .json(200, $0) })
    let scene = try await ReplWorld().start(environment: ["KEDIT_BASE_URL": service.url])
    try await scene.enter(ReplScene.video)
    try await scene.enter(
      "mark frame 0 (0.1, 0.1)",
      says: """
        frame 0: 1 point, area 0 %
        warning: frame 0: the mask is empty
        help: 'undo', and mark a point well inside the element
        """)
    try await scene.enter(
      "mark frame 1 (0.2, 0.2)",
      says: """
        frame 1: 1 point, area 100 %, box (0.00, 0.00)–(1.00, 1.00)
        warning: frame 1: the mask is nearly the whole frame
        help: 'undo', and mark a point on the element itself
        """)
    try await scene.enter(
      "mark frame 2 (0.3, 0.3)",
      tells: "warning: the mask that the service sent for frame 2 is unsound: ",
      "frame 2: 1 point, the service sent no mask")
  }

  private static let session = """
    {"code": 0, "message": "ok", "request_id": "1", "data": {
      "status": 0, "session_id": "s1", "final_unit_deduction": "0", "fps": 30.0,
      "original_duration": 5000, "width": 1280, "height": 720, "total_frame": 150}}
    """

  private static func selection(_ counts: String) -> String {
    let escaped = counts.replacing("\\", with: "\\\\")
    return """
      {"code": 0, "message": "ok", "request_id": "2", "data": {"status": 0, "res": {
        "frame_index": 0, "rle_mask_list": [
          {"object_id": 0, "rle_mask": {"size": [720, 1280], "counts": "\(escaped)"}}]}}}
      """
  }
}

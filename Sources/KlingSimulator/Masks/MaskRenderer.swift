import Crypto
import KlingMasks
import OrderedJSON
import PNGCodec

/// Puts the regions around a session's points into the forms in which the service answers.
struct MaskRenderer {
  let video: SessionVideo

  /// `res` of add-selection and delete-selection; the list is empty where nothing is marked.
  func json(ofFrame frame: Int, points: [Point]) throws -> JSON {
    ["frame_index": .int(frame), "rle_mask_list": .array(try objects(points, withPicture: true))]
  }

  /// The regions of every frame of the video: those of the last marked frame up to it, and before
  /// the first marked one those of that.
  func tracking(_ selection: Selection) throws -> JSON {
    let marked = try selection.frames.sorted { $0.index < $1.index }.map { frame in
      (index: frame.index, masks: JSON.array(try objects(frame.points, withPicture: false)))
    }
    let frames = (0..<video.frameCount).map { index -> JSON in
      let source = marked.last { $0.index <= index } ?? marked.first
      return ["frame_index": .int(index), "rle_mask_list": source?.masks ?? []]
    }
    return [
      "fps": .float(video.framesPerSecond), "total_frame": .int(video.frameCount),
      "frames": .array(frames),
    ]
  }

  /// The cover of a preview as a PNG: the first marked frame's region, green on a dark ground.
  func cover(_ selection: Selection) throws -> [UInt8] {
    // Red, green, blue and opacity in the order of their bytes in memory.
    let green = UInt32(littleEndian: 0xFF42_AF56)
    let ground = UInt32(littleEndian: 0xFF26_2220)
    let pixels = region(selection.frames.first?.points ?? [])
      .picture(inside: green, outside: ground)
    let bytes = pixels.withUnsafeBytes { Array($0) }
    return try PNG.encode(
      PixelImage(width: video.width, height: video.height, layout: .rgba, bytes: bytes))
  }

  /// All points of a frame are taken for clicks on one object.
  private func objects(_ points: [Point], withPicture: Bool) throws -> [JSON] {
    guard !points.isEmpty else { return [] }
    let region = region(points)
    let mask = try RunLengthMask(height: video.height, width: video.width, runs: region.runs)
    var object: JSONObject = [
      "object_id": 0, "rle_mask": ["size": size, "counts": .string(mask.counts)],
    ]
    if withPicture {
      let picture = PixelImage(
        width: video.width, height: video.height, layout: .gray,
        bytes: region.picture(inside: 255, outside: 0))
      let base64 = Base64.encode(try PNG.encode(picture))
      object["png_mask"] = ["size": size, "base64": .string(base64)]
    }
    return [.object(object)]
  }

  private func region(_ points: [Point]) -> Region {
    Region(width: video.width, height: video.height, points: points)
  }

  private var size: JSON { [.int(video.height), .int(video.width)] }
}

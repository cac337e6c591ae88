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

  /// The same for a mask that was found in the picture.
  func json(ofFrame frame: Int, mask: RunLengthMask) throws -> JSON {
    let bytes = mask.rowMajorPixels().map { 0 &- $0 }
    return [
      "frame_index": .int(frame), "rle_mask_list": [try object(mask, picture: bytes)],
    ]
  }

  /// The regions of every frame of the video, as they were found in it.
  func tracking(_ masks: [RunLengthMask]) throws -> JSON {
    let frames = try masks.enumerated().map { index, mask -> JSON in
      let objects: [JSON] = mask.area > 0 ? [try object(mask, picture: nil)] : []
      return ["frame_index": .int(index), "rle_mask_list": .array(objects)]
    }
    return tracking(frames)
  }

  private func tracking(_ frames: [JSON]) -> JSON {
    [
      "fps": .float(video.framesPerSecond), "total_frame": .int(video.frameCount),
      "frames": .array(frames),
    ]
  }

  /// The cover of a preview as a PNG: a frame with what is marked on it.
  func cover(_ frame: Bitmap?, _ masks: [RunLengthMask]) throws -> [UInt8] {
    guard let size = BitmapSize(width: video.width, height: video.height) else {
      preconditionFailure("a video that the service edits is no larger than a picture may be")
    }
    let bitmap = MaskPicture(frame: frame, masks: masks).drawn(in: size)
    return try PNG.encode(
      PixelImage(width: video.width, height: video.height, layout: .rgba, bytes: bitmap.bytes))
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
    return tracking(frames)
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
    let picture = withPicture ? region.picture(inside: 255, outside: 0) as [UInt8] : nil
    return [try object(mask, picture: picture)]
  }

  private func object(_ mask: RunLengthMask, picture: [UInt8]?) throws -> JSON {
    var object: JSONObject = [
      "object_id": 0, "rle_mask": ["size": size, "counts": .string(mask.counts)],
    ]
    if let picture {
      let image = PixelImage(
        width: video.width, height: video.height, layout: .gray, bytes: picture)
      object["png_mask"] = [
        "size": size, "base64": .string(Base64.encode(try PNG.encode(image))),
      ]
    }
    return .object(object)
  }

  private func region(_ points: [Point]) -> Region {
    Region(width: video.width, height: video.height, points: points)
  }

  private var size: JSON { [.int(video.height), .int(video.width)] }
}

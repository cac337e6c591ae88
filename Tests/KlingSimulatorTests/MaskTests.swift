import Crypto
import KlingMasks
import KlingSimulator
import MediaFacts
import OrderedJSON
import PNGCodec
import Testing

@Suite struct MaskTests {
  /// The mask of an answer's only object, decoded from its run lengths.
  private func mask(_ response: ServiceResponse) throws -> RunLengthMask {
    let list = try #require(response.json?["data"]?["res"]?["rle_mask_list"]?.array)
    #expect(list.count == 1)
    let mask = try #require(list.first?["rle_mask"])
    let size = try #require(mask["size"]?.array).compactMap(\.int)
    let counts = try #require(mask["counts"]?.string)
    return try RunLengthMask(height: size[0], width: size[1], counts: counts)
  }

  @Test(arguments: [(1280, 720), (720, 1280)])
  func `The region lies around the point, in run lengths and as a picture`(
    width: Int, height: Int
  ) async throws {
    let scene = try Scene()
    let session = try await scene.session(of: .facts(.video(width: width, height: height)))
    let response = await scene.add(session, frame: 7, points: #"[{"x": 0.77, "y": 0.3}]"#)
    #expect(response.json?["data"]?["res"]?["frame_index"]?.int == 7)
    let mask = try mask(response)
    #expect([mask.height, mask.width] == [height, width])
    let pixels = mask.rowMajorPixels()
    let column = Int(0.77 * Double(width))
    #expect(pixels[Int(0.3 * Double(height)) * width + column] == 1)
    let area = pixels.count { $0 == 1 }
    #expect((5_000..<200_000).contains(area))

    let list = try #require(response.json?["data"]?["res"]?["rle_mask_list"]?.array)
    let picture = try #require(list.first?["png_mask"])
    #expect(picture["size"] == [.int(height), .int(width)])
    let base64 = try #require(picture["base64"]?.string)
    let image = try PNG.decode(try #require(Base64.decode(base64)))
    #expect(image.width == width && image.height == height)
    let white = stride(from: 0, to: image.bytes.count, by: 4).map { image.bytes[$0] }
    #expect(white == pixels.map { $0 == 1 ? 255 : 0 })
  }

  @Test func `Every corner can be marked`() async throws {
    let scene = try Scene()
    let session = try await scene.session()
    let response = await scene.add(
      session, frame: 0, points: #"[{"x":0,"y":0},{"x":1,"y":0},{"x":0,"y":1},{"x":1,"y":1}]"#)
    let pixels = try mask(response).rowMajorPixels()
    for (x, y) in [(0, 0), (1279, 0), (0, 719), (1279, 719)] {
      #expect(pixels[y * 1280 + x] == 1)
    }
  }

  @Test func `Deleting a point gives the region back that was there before`() async throws {
    let scene = try Scene()
    let session = try await scene.session()
    let one = await scene.add(session, frame: 0, points: #"[{"x": 0.25, "y": 0.5}]"#)
    let two = await scene.add(session, frame: 0, points: #"[{"x": 0.75, "y": 0.5}]"#)
    let again = await scene.delete(from: session, frame: 0, x: "0.75")
    #expect(try mask(two) != mask(one))
    #expect(try mask(again) == mask(one))
  }

  @Test func `A preview shows what is marked`() async throws {
    let scene = try Scene()
    let session = try await scene.session()
    let added = await scene.add(session, frame: 9, points: #"[{"x": 0.5, "y": 0.5}]"#)
    let earlier = await scene.add(session, frame: 3, points: #"[{"x": 0.2, "y": 0.5}]"#)
    let response = await scene.post("preview-selection", #"{"session_id": "\#(session)"}"#)
    let urls = try #require(response.json?["data"]?["res"])

    let tracking = try JSON.parse(
      try await scene.content(of: try #require(urls["tracking_output"]?.string)))
    let frames = try #require(tracking["frames"]?.array)
    #expect(frames.map { $0["frame_index"]?.int } == Array(0..<150))
    let counts = frames.map {
      $0["rle_mask_list"]?.array?.first?["rle_mask"]?["counts"]?.string ?? ""
    }
    #expect(Set(counts[0..<9]) == [try mask(earlier).counts])
    #expect(Set(counts[9...]) == [try mask(added).counts])

    let cover = try PNG.decode(
      try await scene.content(of: try #require(urls["video_cover"]?.string)))
    #expect(cover.width == 1280 && cover.height == 720)
    let video = try await scene.content(of: try #require(urls["video"]?.string))
    #expect(ContentType.recognize(video) == .mp4OrMOV)
  }
}

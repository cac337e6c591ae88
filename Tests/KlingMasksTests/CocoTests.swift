import Crypto
import KlingMasks
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

private let fileOfMasks = ProcessEnvironment.variable("KEDIT_COCO_MASKS")

/// Random masks against pycocotools, which `.ci/random-masks.py` brings: `KEDIT_COCO_MASKS` names the
/// file that it made, with `.answer` behind the name the one that it checks.
@Suite(.enabled(if: fileOfMasks != nil))
struct CocoTests {
  @Test func whatItEncodedIsUnderstood() throws {
    let path = try #require(fileOfMasks)
    let lines = try FileSystem.read(path, limit: 1 << 28).split(separator: UInt8(ascii: "\n"))
    try #require(lines.count >= 1_000)
    var before: RunLengthMask?
    for line in lines {
      let json = try JSON.parse(Array(line))
      let size = json["size"]?.array?.compactMap(\.int) ?? []
      let counts = try #require(json["counts"]?.string)
      let mask = try RunLengthMask(height: size[0], width: size[1], counts: counts)
      let pixels = mask.rowMajorPixels()
      let name = "\(size) \(counts.prefix(200))"
      #expect(SHA256.hash(pixels).hexadecimal == json["sha256"]?.string, "\(name)")
      #expect(mask.counts == counts, "\(name)")
      let again = try RunLengthMask(height: size[0], width: size[1], rowMajorPixels: pixels)
      #expect(again.counts == counts, "\(name)")
      #expect(mask.area == json["area"]?.int, "\(name)")
      #expect(Self.json(of: mask.boundingBox) == json["box"], "\(name)")
      let iou = before.flatMap { mask.intersectionOverUnion(with: $0) }
      if let expected = json["iou"]?.double {
        #expect(abs((iou ?? -1) - expected) < 1e-12, "\(name)")
        // By way of the pixels, the union is that of either.
        let other = try #require(before)
        let either = zip(pixels, other.rowMajorPixels()).map { $0 | $1 }
        let union = try RunLengthMask(height: size[0], width: size[1], rowMajorPixels: either)
        #expect(mask.union(with: other)?.counts == union.counts, "\(name)")
      } else {
        #expect(iou == nil, "\(name)")
      }
      before = mask
    }
  }

  @Test func whatIsEncodedHereIsGivenToIt() throws {
    let path = try #require(fileOfMasks)
    var random = SplitMix64(seed: 7)
    var text = ""
    var before: RunLengthMask?
    for number in 0..<1_000 {
      let most = number % 100 == 0 ? 1_000 : 50
      let height =
        before.flatMap { number % 2 == 1 ? $0.height : nil }
        ?? .random(in: 1...most, using: &random)
      let width =
        before.flatMap { number % 2 == 1 ? $0.width : nil } ?? .random(in: 1...most, using: &random)
      // The longer a pixel stays like the one before, the longer the runs.
      let changes = Double.random(in: 0...1, using: &random)
      var isMarked = Bool.random(using: &random)
      let pixels = (0..<height * width).map { _ -> UInt8 in
        if Double.random(in: 0...1, using: &random) < changes * changes { isMarked.toggle() }
        return isMarked ? 1 : 0
      }
      let mask = try RunLengthMask(height: height, width: width, rowMajorPixels: pixels)
      let iou = before.flatMap { mask.intersectionOverUnion(with: $0) }
      let line: JSON = [
        "size": [.int(height), .int(width)], "counts": .string(mask.counts),
        "sha256": .string(SHA256.hash(pixels).hexadecimal), "area": .int(mask.area),
        "box": Self.json(of: mask.boundingBox), "iou": iou.map { .float($0) } ?? .null,
      ]
      text += line.text() + "\n"
      before = mask
    }
    try FileSystem.write(Array(text.utf8), to: path + ".answer")
  }

  private static func json(of box: PixelBox) -> JSON {
    [.int(box.x), .int(box.y), .int(box.width), .int(box.height)]
  }
}

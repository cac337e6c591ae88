package import KlingMasks

/// One picture of a video.
package struct Frame: Hashable, Sendable {
  package let layout: FrameLayout
  package var bytes: [UInt8]

  package var width: Int { layout.width }
  package var height: Int { layout.height }

  /// - Precondition: there are as many bytes as the layout says.
  package init(_ layout: FrameLayout, bytes: [UInt8]) {
    precondition(bytes.count == layout.byteCount, "every pixel has all its bytes")
    self.layout = layout
    self.bytes = bytes
  }

  /// The picture in full colour resolution; opacity is passed over.
  package init(_ bitmap: Bitmap) {
    let layout = FrameLayout(width: bitmap.width, height: bitmap.height, halvesColor: false)
    let count = layout.pixelCount
    self.layout = layout
    bytes = [UInt8](unsafeUninitializedCapacity: layout.byteCount) { result, initialized in
      bitmap.bytes.withUnsafeBufferPointer { source in
        for index in 0..<count {
          let color = VideoColor(
            red: source[index * 4], green: source[index * 4 + 1], blue: source[index * 4 + 2])
          result[index] = color.y
          result[count + index] = color.u
          result[2 * count + index] = color.v
        }
      }
      initialized = layout.byteCount
    }
  }

  /// A smaller picture of it, in full colour resolution, each pixel the average of what it covers.
  package func reduced(to layout: FrameLayout) -> Frame {
    precondition(!layout.halvesColor, "small pictures have all their colours")
    var result: [UInt8] = []
    result.reserveCapacity(layout.byteCount)
    bytes.withUnsafeBufferPointer { source in
      for plane in self.layout.planes {
        for y in 0..<layout.height {
          let top = y * plane.height / layout.height
          let bottom = max(top + 1, (y + 1) * plane.height / layout.height)
          for x in 0..<layout.width {
            let left = x * plane.width / layout.width
            let right = max(left + 1, (x + 1) * plane.width / layout.width)
            var sum = 0
            for row in top..<bottom {
              let start = plane.offset + row * plane.width
              for column in left..<right { sum += Int(source[start + column]) }
            }
            let count = (bottom - top) * (right - left)
            result.append(UInt8((sum + count / 2) / count))
          }
        }
      }
    }
    return Frame(layout, bytes: result)
  }
}

extension Grid where Value == UInt8 {
  /// Numbers the connected pieces of the pixels that are marked (or are not), from 1 on.
  private func pieces(marked: Bool) -> (numbers: [Int32], sizes: [Int]) {
    let (width, height) = (width, height)
    var numbers = [Int32](repeating: 0, count: values.count)
    var sizes = [0]
    var stack: [Int32] = []
    for start in values.indices where (values[start] != 0) == marked && numbers[start] == 0 {
      let number = Int32(sizes.count)
      var size = 0
      numbers[start] = number
      stack.append(Int32(start))
      while let top = stack.popLast() {
        let index = Int(top)
        size += 1
        let column = index % width
        let row = index / width
        func visit(_ next: Int) {
          guard (values[next] != 0) == marked, numbers[next] == 0 else { return }
          numbers[next] = number
          stack.append(Int32(next))
        }
        if column > 0 { visit(index - 1) }
        if column + 1 < width { visit(index + 1) }
        if row > 0 { visit(index - width) }
        if row + 1 < height { visit(index + width) }
      }
      sizes.append(size)
    }
    return (numbers, sizes)
  }

  /// Only those pieces of which at least a tenth, or that share, lies on another mask of this area.
  func piecesTouching(_ other: Mask, share: Float = 0.1) -> Mask {
    let (numbers, sizes) = pieces(marked: true)
    var common = [Int](repeating: 0, count: sizes.count)
    for index in values.indices where other.values[index] != 0 { common[Int(numbers[index])] += 1 }
    let isKept = sizes.indices.map {
      $0 > 0 && common[$0] > 0 && Float(common[$0]) >= Float(sizes[$0]) * share
    }
    return Mask(area, values: numbers.map { isKept[Int($0)] ? 1 : 0 })
  }

  /// With all holes marked that are no larger than that share of what is marked.
  func withoutHoles(upTo share: Float = 0.15) -> Mask {
    let (numbers, sizes) = pieces(marked: false)
    var isOpen = [Bool](repeating: false, count: sizes.count)
    for column in 0..<width {
      isOpen[Int(numbers[column])] = true
      isOpen[Int(numbers[(height - 1) * width + column])] = true
    }
    for row in 0..<height {
      isOpen[Int(numbers[row * width])] = true
      isOpen[Int(numbers[row * width + width - 1])] = true
    }
    let limit = Float(markedCount) * share
    var result = self
    for index in values.indices where values[index] == 0 {
      let piece = Int(numbers[index])
      if !isOpen[piece], Float(sizes[piece]) <= limit { result.values[index] = 1 }
    }
    return result
  }
}

/// What a source video must be (`api/multi-elements.md`, "Limits of the input"), in exact numbers.
package enum VideoRules {
  package enum Fault: Hashable, Sendable {
    /// Neither `"5"` nor `"10"` fits the length.
    case length(milliseconds: Int)
    /// The length asks for another duration than the one that was chosen.
    case duration(chosen: TaskDuration, fitting: TaskDuration)
    /// Width or height lies outside `Limits.videoSides`.
    case size(width: Int, height: Int)
    /// None of `Limits.frameRates`.
    case frameRate
  }

  /// The duration that a length asks for as init answered it; `nil` where none fits.
  ///
  /// Up to half a second over is taken: the service's own results run a little over and are accepted
  /// by it.
  package static func duration(forMilliseconds milliseconds: Int) -> TaskDuration? {
    switch milliseconds {
    case 2_000...5_500: .five
    case 7_000...10_500: .ten
    default: nil
    }
  }

  /// The duration that a local file's length asks for, by the letter of the documents.
  package static func duration(forLocalMilliseconds milliseconds: Int) -> TaskDuration? {
    switch milliseconds {
    case 2_000...5_000: .five
    case 7_000...10_000: .ten
    default: nil
    }
  }

  package static func isAllowedSize(width: Int, height: Int) -> Bool {
    Limits.videoSides ~= width && Limits.videoSides ~= height
  }

  /// For a rate as a container has it, `numerator ÷ denominator` frames per second.
  package static func isAllowedFrameRate(numerator: Int, denominator: Int) -> Bool {
    Limits.frameRates.contains { rate in
      let (product, overflow) = rate.multipliedReportingOverflow(by: denominator)
      return !overflow && product == numerator
    }
  }

  /// For a rate as init answers it.
  package static func isAllowedFrameRate(_ framesPerSecond: Double) -> Bool {
    Limits.frameRates.contains { Double($0) == framesPerSecond }
  }

  /// Every fault of a local file.
  package static func faults(
    localMilliseconds milliseconds: Int, width: Int, height: Int,
    frameRate: (numerator: Int, denominator: Int), chosen: TaskDuration
  ) -> [Fault] {
    faults(
      fitting: duration(forLocalMilliseconds: milliseconds), milliseconds: milliseconds,
      width: width, height: height,
      isAllowedFrameRate: isAllowedFrameRate(
        numerator: frameRate.numerator, denominator: frameRate.denominator), chosen: chosen)
  }

  /// Every fault of a video as init described it.
  package static func faults(
    milliseconds: Int, width: Int, height: Int, framesPerSecond: Double, chosen: TaskDuration
  ) -> [Fault] {
    faults(
      fitting: duration(forMilliseconds: milliseconds), milliseconds: milliseconds,
      width: width, height: height, isAllowedFrameRate: isAllowedFrameRate(framesPerSecond),
      chosen: chosen)
  }

  private static func faults(
    fitting: TaskDuration?, milliseconds: Int, width: Int, height: Int, isAllowedFrameRate: Bool,
    chosen: TaskDuration
  ) -> [Fault] {
    var faults: [Fault] = []
    if let fitting {
      if chosen != .auto && chosen != fitting {
        faults.append(.duration(chosen: chosen, fitting: fitting))
      }
    } else {
      faults.append(.length(milliseconds: milliseconds))
    }
    if !isAllowedSize(width: width, height: height) {
      faults.append(.size(width: width, height: height))
    }
    if !isAllowedFrameRate { faults.append(.frameRate) }
    return faults
  }
}

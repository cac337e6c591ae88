import KEditExplanations
import MediaFacts

extension Example {
  /// What each image or video beside the example is, as half a sentence.
  var mediaWords: [String] {
    companions.compactMap { companion in
      guard case .media(let byteCount, let media) = companion.content else { return nil }
      return "`\(companion.name)` is " + words(for: media, byteCount: byteCount)
    }
  }
}

private func words(for media: FileFacts.Media, byteCount: Int) -> String {
  switch media {
  case .image(let image):
    let size = "a \(image.format.rawValue) image of \(image.width) by \(image.height) pixels"
    // Where the bytes matter they are many.
    return byteCount < 500_000 ? size : size + " and \(grouped(byteCount)) bytes"
  case .video(let video):
    let kind = video.isMP4OrMOV ? "a video" : "a Matroska video"
    return "\(kind) of \(video.durationMilliseconds / 1_000) s, \(video.width) by \(video.height) "
      + "pixels, \(video.frameRate.numerator) frames a second"
  case .unprobedVideo: return "a video, and `ffprobe` is not installed"
  case .other(let words): return words
  }
}

/// A number with a comma between thousands.
private func grouped(_ number: Int) -> String {
  var text = ""
  for (index, digit) in String(number).reversed().enumerated() {
    if index > 0, index.isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return String(text.reversed())
}

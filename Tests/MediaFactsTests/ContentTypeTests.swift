import MediaFacts
import Testing

@Suite struct ContentTypeTests {
  @Test(arguments: [
    ("GIF89a......", "a GIF image"),
    ("RIFF....WEBPVP8 ", "a WebP image"),
    ("RIFF....WAVEfmt ", "a WAV sound"),
    ("RIFF....AVI LIST", "an AVI video"),
    ("II*\0....", "a TIFF image"),
    ("MM\0*....", "a TIFF image"),
    ("....ftypavif....", "an AVIF image"),
    ("....ftypheic....", "a HEIC image"),
    ("....ftypmif1....", "a HEIF image"),
    ("....ftypM4A ....", "an MPEG-4 sound"),
    ("%PDF-1.7", "a PDF document"),
    ("", "empty"),
    ("just words\n", "a text file"),
    ("\u{FEFF}  \n<!DOCTYPE html><title>404</title>", "an HTML page"),
    ("<html><svg width=\"1\"></svg></html>", "an HTML page"),
    ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG drawing"),
    ("<?xml version=\"1.0\"?><!-- drawn --><svg width=\"3\"/>", "an SVG drawing"),
    ("<?xml version=\"1.0\"?><plist/>", "an XML file"),
    ("version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer, not the file itself"),
    ("a\0b", "a file of unknown format"),
  ])
  func `what is no PNG, JPEG, MP4 or MOV gets a name`(content: String, name: String) {
    #expect(ContentType.recognize(Array(content.utf8)).unprobed == .other(name))
  }

  @Test(arguments: [
    "ftypisom", "ftypmp42", "ftypqt  ", "moov....", "mdat....", "wide....", "free....",
  ])
  func `a video is recognised by its first box`(box: String) {
    let type = ContentType.recognize([0, 0, 0, 24] + Array(box.utf8) + [0, 0, 2, 0])
    #expect(type == .mp4OrMOV)
    #expect(type.isVideo)
    #expect(type.unprobed == .unprobedVideo)
  }

  @Test func `other containers are videos that only a probe can judge`() {
    let head: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84]
    #expect(ContentType.recognize(head + Array("webm".utf8)) == .otherVideo("a WebM video"))
    #expect(ContentType.recognize(head + Array("matroska".utf8)) == .otherVideo("a Matroska video"))
    let packets = (0..<5).flatMap { _ in [0x47] + [UInt8](repeating: 0xFF, count: 187) }
    #expect(ContentType.recognize(packets) == .otherVideo("an MPEG transport stream"))
  }

  @Test func `two letters do not make a bitmap`() {
    let header: [UInt8] = Array("BM".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0]
    #expect(ContentType.recognize(header + [40, 0, 0, 0]) == .other("a BMP image"))
    #expect(ContentType.recognize(Array("BM is a title".utf8)) == .other("a text file"))
  }

  @Test(arguments: 1_018...1_026)
  func `text is text wherever the first bytes end in it`(padding: Int) {
    let text = String(repeating: "x", count: padding) + "猫🐣 and more"
    #expect(ContentType.recognize(Array(text.utf8)) == .other("a text file"))
  }

  @Test func `text that ends inside a scalar is no text`() {
    #expect(
      ContentType.recognize(Array("猫".utf8.dropLast())) == .other("a file of unknown format"))
  }
}

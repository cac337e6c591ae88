import KEditPlan
import Testing

@Suite struct FingerprintTests {
  /// Shows what is hashed, instead of hashing it.
  private func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func fingerprints(_ edits: [PlannedEdit]) -> [String] {
    var edits = edits
    Fingerprint.assign(to: &edits, sha256: shown)
    return edits.map(\.fingerprint)
  }

  @Test func formIsAsWrittenDown() {
    var edit = Sample.removal("a")
    edit.selections.append(
      Selection(
        frame: .time(DecimalNumber(15).scaled(byPowerOfTen: -1)),
        points: [PointReference(x: .pixel(988), y: .pixel(214))]))
    #expect(
      fingerprints([edit]) == [
        #"{"kedit-fingerprint":1,"video":{"url":"https://example.com/animals-output-5s.mp4"},"#
          + #""edit_mode":"removal","marks":[{"frame":0,"points":[[0.77,0.3]]},"#
          + #"{"frame":{"seconds":"1.5"},"points":[["988px","214px"]]}],"images":[],"#
          + #""prompt":"x <<<video_1>>>","negative_prompt":null,"mode":"std","duration":"auto","#
          + #""watermark":null,"model_name":"kling-v1-6","id":null,"k":1}"#
      ])
  }

  @Test(
    arguments: [
      { $0.save = "b.mp4" }, { $0.task.callbackURL = "https://e.com" }, { $0.preview = true },
      { $0.name = "b" }, { $0.task.negativePrompt = "" },
      { $0.position = PlannedEdit.Position(line: 9, column: 9) },
    ] as [@Sendable (inout PlannedEdit) -> Void])
  func whatDoesNotDecideTheResult(change: @Sendable (inout PlannedEdit) -> Void) {
    var changed = Sample.removal("a")
    change(&changed)
    #expect(fingerprints([changed]) == fingerprints([Sample.removal("a")]))
  }

  @Test(
    arguments: [
      { $0.video = .id("https://example.com/animals-output-5s.mp4") }, { $0.mode = .swap },
      { $0.selections[0].frame = .last }, { $0.selections[0].points[0].x = .fraction(0.770_001) },
      { $0.task.prompt += " " }, { $0.task.negativePrompt = "x" }, { $0.task.quality = .pro },
      { $0.task.duration = .five }, { $0.task.watermark = false }, { $0.task.model = nil },
      { $0.task.externalTaskID = "x" }, { $0.task.images = [.url("https://e.com/a.png")] },
    ] as [@Sendable (inout PlannedEdit) -> Void])
  func whatDecidesTheResult(change: @Sendable (inout PlannedEdit) -> Void) {
    var changed = Sample.removal("a")
    change(&changed)
    #expect(fingerprints([changed]) != fingerprints([Sample.removal("a")]))
  }

  @Test func localFilesCountByContent() {
    let one = Sample.removal("a", of: .local(LocalFile(path: "a.mp4", sha256: "00")))
    let other = Sample.removal("a", of: .local(LocalFile(path: "b.mp4", sha256: "00")))
    #expect(fingerprints([one]) == fingerprints([other]))
  }

  @Test func identicalEditsAreCountedInOrderAndTheirDependentsDiffer() {
    let all = fingerprints([
      Sample.removal("d", of: .result("b")), Sample.removal("a"), Sample.removal("b"),
      Sample.removal("c", of: .result("a")),
    ])
    #expect(all[1].hasSuffix(#""k":1}"#))
    #expect(all[2].hasSuffix(#""k":2}"#))
    #expect(all[0].hasSuffix(#""k":1}"#))
    #expect(all[3].hasSuffix(#""k":1}"#))
    #expect(all[0] != all[3])
  }

  @Test func whatHangsOnACircleKeepsWhatItHas() {
    #expect(
      fingerprints([
        Sample.removal("a", of: .result("b")), Sample.removal("b", of: .result("a")),
        Sample.removal("c", of: .result("a")), Sample.removal("d", of: .result("nobody")),
      ]) == ["", "", "", ""])
  }

  @Test func taskIDs() {
    let hash: ([UInt8]) -> String = { bytes in
      var sum: UInt64 = 14_695_981_039_346_656_037
      for byte in bytes { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
      return String(repeating: String(sum | 1 << 63, radix: 16), count: 4)
    }
    let id = Fingerprint.externalTaskID(fingerprint: "ab", attempt: 1, sha256: hash)
    #expect(id.utf8.count == 38)
    #expect(id.hasPrefix("kedit-"))
    #expect(id == Fingerprint.externalTaskID(fingerprint: "ab", attempt: 1, sha256: hash))
    #expect(id != Fingerprint.externalTaskID(fingerprint: "ab", attempt: 2, sha256: hash))
    #expect(id != Fingerprint.externalTaskID(fingerprint: "ac", attempt: 1, sha256: hash))
    #expect(
      id != Fingerprint.externalTaskID(fingerprint: "ab", attempt: 1, randomPart: "7", sha256: hash)
    )
  }
}

@Suite struct DependencyOrderTests {
  @Test func chainsInReverseAreLinear() {
    let count = 20_000
    let edits = (0..<count).map { number in
      Sample.removal(
        "\(number)", of: number + 1 < count ? .result("\(number + 1)") : .url(Sample.url))
    }
    #expect(DependencyOrder(of: edits).indices == Array((0..<count).reversed()))
  }

  @Test func circlesAreFoundOnceAndBeginWithTheFirst() {
    let order = DependencyOrder(of: [
      Sample.removal("x", of: .result("c")), Sample.removal("a", of: .result("c")),
      Sample.removal("b", of: .result("a")), Sample.removal("c", of: .result("b")),
      Sample.removal("s", of: .result("s")), Sample.removal("ok"),
    ])
    #expect(order.circles == [[1, 3, 2], [4]])
    #expect(order.indices == [5])
  }
}

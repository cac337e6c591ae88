import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import Testing

/// What lies beside a result and says how it was made.
struct SidecarTests {
  private func sidecar(_ stage: Stage, _ name: String = "1") throws -> JSON {
    try JSON.parse(try #require(stage.files.outputs["\(name).json"]))
  }

  @Test func aResultSaysHowItWasMade() async throws {
    let stage = Stage()
    var edit = edit(
      selections: [
        mark(.index(3), (0.1, 0.2)), mark(.last, (0.77, 0.3)), mark(.index(3), (1.0 / 3, 1)),
      ], watermark: true, preview: true)
    edit.task.negativePrompt = "rain"
    let outcome = try await stage.run(plan(edit))
    #expect(outcome.endings == ["1 done out/1.mp4 out/1.watermarked.mp4"])
    let id = Fingerprint.externalTaskID(
      fingerprint: edit.fingerprint, attempt: 1, sha256: fakeHash)
    let text = try #require(stage.files.outputs["1.json"])
    #expect(
      String(decoding: text, as: UTF8.self) == """
        {
          "format": "kedit-result/1",
          "kedit": "1.2.3",
          "edit": "1",
          "fingerprint": "\(edit.fingerprint)",
          "external_task_id": "\(id)",
          "task_id": "t1",
          "session_id": "s1",
          "video_id": "v-t1",
          "source": {
            "video_url": "https://x/a.mp4"
          },
          "edit_mode": "removal",
          "marks": [
            {
              "frame_index": 3,
              "points": [
                {
                  "x": 0.1,
                  "y": 0.2
                },
                {
                  "x": 0.3333333333333333,
                  "y": 1
                }
              ]
            },
            {
              "frame_index": 149,
              "points": [
                {
                  "x": 0.77,
                  "y": 0.3
                }
              ]
            }
          ],
          "prompt": "Delete the chick from <<<video_1>>>",
          "negative_prompt": "rain",
          "model_name": "kling-v1-6",
          "mode": "std",
          "duration": "5",
          "units": "3.5",
          "files": ["1.mp4", "1.watermarked.mp4", "1.preview.mp4", "1.preview.png", "1.tracking.json"]
        }

        """)
    #expect(stage.files.privatePaths == ["1.json"])
  }

  @Test func aTaskThatIsTakenOverSaysWhatIsKnown() async throws {
    var first = Stage()
    first.options.awaitsTasks = false
    first.options.parallel = 1
    let moments = edit("b", selections: [mark(.last, (0.5, 0.5))], duration: .five)
    _ = try await first.run(plan(edit("a"), moments))
    let stage = Stage(first.service)
    #expect(try await stage.run(plan(edit("a"), moments)).failure == nil)
    let a = try sidecar(stage, "a")
    #expect(a["task_id"] == "t1")
    #expect(a["session_id"] == nil)
    #expect(a["marks"] == [["frame_index": 0, "points": [["x": 0.77, "y": 0.3]]]])
    #expect(a["duration"] == nil)
    let b = try sidecar(stage, "b")
    #expect(b["marks"] == nil, "only init could tell the last frame")
    #expect(b["duration"] == "5")
  }

  @Test func noSignatureOfAnAddressIsWrittenDown() async throws {
    let image = ImageReference.url("http://user:pass@[::1]:8080/b.png?sig=SECRET#SECRET")
    let stage = Stage()
    _ = try await stage.run(
      plan(
        edit(mode: .swap, video: .url("https://x/a.mp4?token=SECRET&e=1"), images: [image])))
    let json = try sidecar(stage)
    #expect(json["source"] == ["video_url": "https://x/a.mp4"])
    #expect(json["images"] == [["url": "http://[::1]:8080/b.png"]])
    #expect(!json.text().contains("SECRET"))
    #expect(!json.text().contains("pass"))
    #expect(!json.text().contains("t1.mp4"), "the link to the result is signed")
  }

  @Test func everySourceIsNamed() async throws {
    let stage = Stage()
    _ = try await stage.run(
      plan(edit("a", video: .id("v-0")), edit("b", video: .result("a"))))
    #expect(try sidecar(stage, "a")["source"] == ["video_id": "v-0"])
    #expect(try sidecar(stage, "b")["source"] == ["edit": "a", "video_id": "v-t1"])
  }

  @Test func onlyAnOwnSidecarIsReplaced() async throws {
    let own = #"{"format": "kedit-result/1", "fingerprint": "\#(edit().fingerprint)"}"#
    let stage = Stage(files: FakeFiles(outputs: ["1.json": Array(own.utf8)]))
    #expect(try await stage.run(plan(edit())).failure == nil)
    #expect(try sidecar(stage)["task_id"] == "t1")

    for text in [
      own.replacing("kedit-result/1", with: "kedit-plan/1"), own.replacing("{", with: ""), "",
      #"{"format": "kedit-result/1", "fingerprint": "0"}"#,
    ] {
      let files = FakeFiles(outputs: ["1.json": Array(text.utf8)])
      let other = Stage(files: files)
      let refusal = await #expect(throws: RunRefusal.self) { try await other.run(plan(edit())) }
      #expect(refusal?.kind == .localFile)
      #expect(other.service.steps.isEmpty)
      #expect(files.outputs["1.json"] == Array(text.utf8))
    }
  }

  @Test func aResultOfASecondProcessSaysAsMuch() async throws {
    let edit = edit(selections: [mark(.last, (0.77, 0.3))], preview: true)
    let alone = Stage()
    _ = try await alone.run(plan(edit))

    var first = Stage()
    first.options.awaitsTasks = false
    #expect(try await first.run(plan(edit)).endings == ["1 left noWait awaiting t1"])
    let second = Stage(first.service, files: first.files, journal: first.journal)
    #expect(try await second.run(plan(edit)).failure == nil)
    #expect(try sidecar(second) == sidecar(alone))

    // The result was there, but not yet what says how it was made.
    first.files.remove("1.json")
    let third = Stage(first.service, files: first.files, journal: first.journal)
    #expect(try await third.run(plan(edit)).failure == nil)
    #expect(try sidecar(third) == sidecar(alone))
  }

  @Test func aFullDiskLeavesNeitherResultNorSidecar() async throws {
    let stage = Stage()
    stage.files.leaveRoom(100)
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 failed localFile"])
    #expect(stage.files.outputs.isEmpty)
    #expect(stage.files.pendingCount == 0)
  }

  @Test func anOlderResultIsKeptUnderTheNameOfItsTask() throws {
    func names(_ save: String, _ task: String) -> [String] {
      ResultNames(save: save).setAside(task: task).map { "\($0.path) > \($0.other)" }
    }
    #expect(
      names("b/clean.MP4", "831234-a_b") == [
        "b/clean.MP4 > b/clean.831234-a_b.mp4",
        "b/clean.watermarked.mp4 > b/clean.831234-a_b.watermarked.mp4",
        "b/clean.json > b/clean.831234-a_b.json",
      ])
    #expect(names("c.mp4", "../é").first == "c.mp4 > c._____.mp4")
    #expect(names("c.mp4", "").first == "c.mp4 > c._.mp4")
    let long = names(
      String(repeating: "n", count: 196) + ".mp4", String(repeating: "1", count: 999))
    for name in long { #expect(name.split(separator: " ").last?.utf8.count ?? 0 <= 255) }

    let files = FakeFiles(outputs: ["a.mp4": [1], "b.mp4": [2]])
    #expect(throws: FileFault.self) { try files.setAside("a.mp4", as: "b.mp4") }
    #expect(try files.setAside("a.mp4", as: "c.mp4") == "out/c.mp4")
    #expect(try files.setAside("a.mp4", as: "d.mp4") == nil)
  }
}

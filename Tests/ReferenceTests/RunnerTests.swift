import Testing

/// The runner itself: a page that lies is caught, whatever it lies about.
@Suite("The runner of the reference") struct RunnerTests {
  private static let sound = """
    ```kedit
    video "https://example.com/a.mp4"
    remove "the chick" at frame 0 point (0.77, 0.30)
    ```

    """

  private func run(_ text: String) async throws -> (failures: [PageFailure], text: String) {
    try await PageRunner.run(MarkdownPage(path: "page.md", text: text))
  }

  @Test(arguments: [
    // A file that is wrong, and nothing says so.
    "```kedit\nremove \"the chick\"\n```\n",
    // A warning that nothing shows.
    "```kedit\nvideo a = \"https://example.com/a\"\n```\n",
    sound + "```diagnostics\n```\n",
    sound + "```plan prompt\n  prompt    Delete the hen from <<<video_1>>>\n```\n",
    sound + "```json /edits/0/name\n\"2\"\n```\n",
    sound + "```json /edits/1\n```\n",
    sound + "```console\n$ kedit check spec.kedit\nspec.kedit: mistakes found\n```\n",
    "```console\n$ kedit --version\nkedit …\n$ false\n```\n",
    "```console\nkedit --version\n```\n",
    "```console\n$ echo \"\n```\n",
    "```sh\nkedit chekc spec.kedit\n```\n",
    "```yaml\nrun: kedit check --deny-warning spec.kedit\n```\n",
    "```repl\nkedit ❯ quit\n```\n",
    "```repl\n$ kedit repl\n…\nkedit ❯ help quit\nLeave.\nkedit ❯ quit\n```\n",
    "```csv\na,b\n```\n",
    "```plan\n```\n",
    "```swift\n```\n",
    "```\n```\n",
    "```kedit\n",
    "  ```kedit\n  ```\n",
  ])
  func `A page that lies is caught`(_ text: String) async throws {
    let outcome = try await run(text)
    #expect(!outcome.failures.isEmpty)
  }

  @Test(arguments: [
    sound,
    sound + "```plan prompt\n  prompt    Delete the … from <<<video_1>>>\n```\n",
    sound + "```plan\n…\n```\n",
    sound + "```json /edits/0/name\n\"1\"\n```\n",
    "```csv rows.csv\na,b\n```\n```console\n$ cat rows.csv\na,b\n$ false\n$ echo $?\n1\n```\n",
    "```repl\n$ kedit repl\n…\nkedit ❯ help quit\nusage: quit\n…\nkedit ❯ quit\n```\n",
    "```kedit\nremove \"the chick\"\n```\n```console\n$ kedit check spec.kedit\n…\n$ echo $?\n1\n```\n",
    "```yaml\nrun: kedit check --deny-warnings spec.kedit\n```\n",
  ])
  func `A page that is true passes`(_ text: String) async throws {
    #expect(try await run(text).failures == [])
  }

  @Test func `Sections have folders of their own, deeper headings do not`() async throws {
    let page = """
      ## One
      ```text a.txt
      ```
      ### Still one
      ```console
      $ ls
      a.txt
      ```
      ## Two
      ```console
      $ ls
      ```

      """
    #expect(try await run(page).failures == [])
  }

  @Test func `What is recorded is true, and nothing else changes`() async throws {
    let page =
      "# Title\n" + Self.sound + "```plan prompt\nold\n```\ntext\n"
      + "```console\n$ cat spec.kedit | \\\nwc -l\n7\n$ false\n$ echo $?\n```\n"
    let recorded = try await run(page).text
    #expect(
      recorded == "# Title\n" + Self.sound
        + "```plan prompt\n  prompt    Delete the chick from <<<video_1>>>\n```\ntext\n"
        + "```console\n$ cat spec.kedit | \\\nwc -l\n2\n$ false\n$ echo $?\n1\n```\n")
    #expect(try await run(recorded).failures == [])
  }
}

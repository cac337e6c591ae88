import Glibc
import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("Values for parameters")
struct ParameterOptionTests {
  private static let png =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 1, 0x90, 0, 0, 1, 0x90, 8, 2, 0, 0, 0, 0, 0, 0, 0]
  private static let spec = """
    include "lib/names.kedit"
    param who
    param pic = "a.png"
    add {who} from {pic} in farm as new
    then add "a hat" from hat
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("specs/a.kedit", Self.spec)
    try folder.write(
      "specs/lib/names.kedit", "video farm = \"https://example.com/a.mp4\" image hat = \"hat.png\"")
    for name in ["specs/a.png", "specs/lib/hat.png", "b.png", "tables/c.png"] {
      try folder.write(name, Self.png)
    }
    return folder
  }

  /// The files that a plan as JSON names, as it names them.
  private func files(of plan: String) throws -> [String] {
    let edits = try JSON.parse(Array(plan.utf8))["edits"]?.array ?? []
    return edits.flatMap { edit in
      (edit["steps"]?.array ?? []).flatMap { step in
        (step["body"]?["image_list"]?.array ?? []).compactMap { $0["image"]?.string }
      }
    }
  }

  @Test("A path starts from the folder of what it stands in, wherever kedit is called")
  func paths() async throws {
    let folder = try folder()
    let plan = ["plan", "--format", "json", "--param", "who=a cat"]
    let standard = await kedit(plan + ["specs/a.kedit"], in: folder.path)
    #expect(standard.error == "")
    #expect(try files(of: standard.output) == ["${base64(a.png)}", "${base64(lib/hat.png)}"])
    let above = await kedit(plan + ["specs/a.kedit", "--param", "pic=b.png"], in: folder.path)
    #expect(try files(of: above.output).first == "${base64(../b.png)}")
    let inside = await kedit(plan + ["a.kedit", "--param", "pic=../b.png"], in: folder("specs"))
    #expect(inside.output == above.output)
    let aside = await kedit(
      plan + ["../specs/a.kedit", "--param=pic=c.png"], in: folder("tables"))
    #expect(try files(of: aside.output).first == "${base64(../tables/c.png)}")
    try folder.write("tables/t.csv", "pic\nc.png\n")
    let table = await kedit(
      plan + ["specs/a.kedit", "--each", "tables/t.csv"], in: folder.path)
    #expect(try files(of: table.output).first == "${base64(../tables/c.png)}")
    try folder.write("specs/rows/t.csv", "pic\n../a.png\n")
    let rows = await kedit(plan + ["specs/a.kedit", "--each", "specs/rows/t.csv"], in: folder.path)
    #expect(try files(of: rows.output).first == "${base64(rows/../a.png)}")
    // Named otherwise, they are the same files.
    #expect(symlink(folder("specs"), folder("link")) == 0)
    for (spec, each) in [
      ("./specs/a.kedit", folder("specs/rows/t.csv")),
      (folder("specs/a.kedit"), "specs/rows/t.csv"),
      ("specs/../specs/a.kedit", "./specs//rows/t.csv"), ("specs/a.kedit", "link/rows/t.csv"),
      ("link/a.kedit", "specs/rows/t.csv"),
    ] {
      let same = await kedit(plan + [spec, "--each", each], in: folder.path)
      #expect(same.output == rows.output, "\(spec) \(each)")
    }
    let far = await kedit(
      plan + ["specs/a.kedit", "--each", folder("tables/t.csv")], in: folder.path)
    #expect(far.output == table.output)
  }

  @Test("A plan needs every value; a check does not")
  func missingValue() async throws {
    let folder = try folder()
    let plan = await kedit(["plan", "specs/a.kedit"], in: folder.path)
    #expect(plan.code == .faultyFile)
    #expect(
      plan.error.contains("error[K703]: the parameter `who` has no value\n --> specs/a.kedit:2:7"))
    let run = await kedit(["run", "specs/a.kedit", "--simulate"], in: folder.path)
    #expect(run.code == .faultyFile)
    let check = await kedit(["check", "specs/a.kedit"], in: folder.path)
    #expect(check.code == .done, "\(check.error)")
    let given = await kedit(
      ["check", "specs/a.kedit", "--param", "who=", "--param=pic=none.png"], in: folder.path)
    #expect(given.code == .faultyFile)
    #expect(given.error.contains(" --> --param who:1:5"))
    #expect(given.error.contains("`none.png` cannot be read"))
    #expect(given.error.contains(" ::: specs/a.kedit:4:16"))
  }

  @Test("A plan of a table is a plan, and can be carried out in part")
  func tablePlan() async throws {
    let folder = try folder()
    try folder.write("t.jsonl", "{\"who\": \"a cat\"}\n{\"who\": \"a dog\", \"pic\": \"b.png\"}\n")
    let text = await kedit(
      ["plan", "specs/a.kedit", "--each", "t.jsonl"], in: folder.path)
    #expect(text.output.contains("new.2: add, line 4, row 2"))
    #expect(text.output.contains("file      a-2-2.mp4"))
    let plan = await kedit(
      ["plan", "specs/a.kedit", "--each", "t.jsonl", "--format=json", "-o", "specs/p.json"],
      in: folder.path)
    #expect(plan.code == .done, "\(plan.error)")
    let again = await kedit(["plan", "specs/p.json"], in: folder.path)
    let lines = text.output.split(separator: "\n").dropFirst()
    #expect(again.output.split(separator: "\n").dropFirst().elementsEqual(lines))
    let refused = await kedit(
      ["plan", "specs/p.json", "--param", "who=x"], in: folder.path)
    #expect(refused.code == .usage)
    #expect(refused.error.contains("is a plan, which takes no parameters"))
    let part = await kedit(
      ["run", "specs/a.kedit", "--each", "t.jsonl", "--only", "new", "--simulate"],
      in: folder.path, environment: ["XDG_STATE_HOME": folder("state")], answer: "no")
    #expect(part.code == .stopped)
    #expect(part.error.contains("a.kedit: 2 edits"))
  }

  @Test(
    "What cannot be meant is refused",
    arguments: [
      (["--param", "who"], "--param is 'who', but must be NAME=VALUE"),
      (["--param", "=x"], "--param is '=x', but must be NAME=VALUE"),
      (["--param", "a=1", "--param", "a=2"], "--param gives 'a' twice"),
      (["--each", "rows.txt"], "--each is 'rows.txt', but must end in .csv or .jsonl"),
      (["--each", "-"], "--each cannot be standard input"),
      (["--each", "a.csv", "--each", "b.csv"], "--each is given twice"),
    ])
  func usage(_ arguments: [String], _ message: String) async throws {
    let folder = try folder()
    let run = await kedit(["check", "specs/a.kedit"] + arguments, in: folder.path)
    #expect(run.code == .usage)
    #expect(run.error.contains(message))
  }

  @Test("A table that cannot be read is a failure of a file; a faulty one is a fault of its text")
  func faultyTable() async throws {
    let folder = try folder()
    let missing = await kedit(
      ["check", "specs/a.kedit", "--each", "none.csv"], in: folder.path)
    #expect(missing.code == .localFile)
    #expect(missing.error.contains("'none.csv' cannot be read"))
    try folder.write("t.csv", "who,whoo\n\"a cat,x\n")
    let faulty = await kedit(["check", "specs/a.kedit", "--each", "t.csv"], in: folder.path)
    #expect(faulty.code == .faultyFile)
    #expect(faulty.error.contains("error[K712]"))
    #expect(faulty.error.contains(" --> t.csv:2:1"))
  }

  @Test(
    "Links to one file are one file, and a file that includes itself through a link is a circle")
  func identity() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", "include \"b.kedit\"\n")
    #expect(symlink(folder("a.kedit"), folder("b.kedit")) == 0)
    let run = await kedit(["check", "a.kedit"], in: folder.path)
    #expect(run.code == .faultyFile)
    #expect(run.error.contains("error[K710]: this file includes itself"))
  }
}

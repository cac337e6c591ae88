/// Files for properties that hold on every input: sound ones and broken ones.
enum Corpus {
  static let sound: [String] = [
    "",
    "# only a comment",
    "\u{FEFF}kedit 1\r\nvideo \"https://example.com/a.mp4\"\r\n",
    "video \"a.mp4\" remove \"x\" at frame 0 point(0.5,0.5)",
    """
    kedit 1                                   # optional: the language version

    video farm = "https://example.com/animals-output-5s.mp4"   # a public .mp4/.mov
    image corgi = "assets/corgi.png"          # local or https://…

    set mode pro
    set negative "blurry, low quality"

    remove "the chick" at frame 0 point (0.77, 0.30) as clean

    swap "the dog" for "a corgi" from corgi in farm
      at frame 0  points (0.40, 0.55) (0.42, 0.60)
      at frame 48 point (0.47, 0.52)
      duration 5
      save "corgi.mp4"

    then add "a red balloon" from "assets/balloon.png" onto "the corgi's collar"
      prompt "Using the context of {video}, gently add {element} from {image}, above {place}"
    """,
    #"""
    include "shared/house-style.kedit"
    param who = "the chick"
    param where = (0.77, 30%)
    param when = frame 12
    param later = 1.5s
    param count
    template remove "Delete {target} from {video}, \{gently\}"
    video id "847570360458960961"
    video other = id "847570360458960962"
    remove "{who}" at {when} point {where} in other
    remove {who} at frame {count} points {where}, (1px,2px), (50%, 5e-1)
    add "a" from {picture} and "b" from other-picture onto {place}
      prompt """
        Using {video}:
          "quoted" \u{1F423}

        end
        """
      negative "" callback "https://example.com" watermark on preview off model none
      language zh duration auto id "t-1" in "clip.mp4"
    set duration 10 set watermark off
    """#,
  ]

  static let broken: [String] = [
    "remove", "then", "then then remove \"x\"", "video", "video =", "video = \"x\"", "image a",
    "image = \"x\"", "param", "param 3", "set", "set colour red", "template", "template x \"y\"",
    "include", "kedit", "kedit two", "at frame 0 point (0,0)", "mode pro", "foo bar",
    "remove the chick at frame 0 point (0.5, 0.5)", "remove 'x' at frame 0 point (0.5, 0.5)",
    "remove \"x", "remove \"x\n at frame 0 point (0,0)", "remove \"\"\"x", "remove \"\"\"x\"\"\"",
    "remove \"\"\"\nx\n  \"\"\"", "remove \"\"\"\n  x\n y\"\"\"",
    "remove \"\\q \\u{110000} \\u{}\"",
    "remove \"{ } {x\"", "remove \"x\" at", "remove \"x\" at frame", "remove \"x\" at frame 0",
    "remove \"x\" at frame 0 point", "remove \"x\" at frame 0 point (",
    "remove \"x\" at 3 point (0,0)",
    "remove \"x\" at frame 0 point (0.1", "remove \"x\" at frame 0 point (0.1,)",
    "remove \"x\" at frame 0 point (0.1 0.2)", "remove \"x\" at frame 0 point 0.1, 0.2",
    "remove \"x\" at frame 0 point (1,2,3)", "remove \"x\" at frame 0 (0,0)",
    "remove \"x\" at frame 0 points (0,0),", "remove \"x\" at frame:0 point (0,0)",
    "remove \"x\" at frame 0 point （0.1，0.2）", "remove “x” at frame 0 point (-1, .5)",
    "remove \"x\" at frame 0 point (1., 12abc)", "remove \"x\" at frame １２ point (0,0)",
    "delete \"x\" at frame 0 point (0,0)", "remov \"x\" at frame 0 point (0,0)",
    "replace \"x\" for \"y\" from z", "swap \"x\" \"y\" from z", "swap \"x\" for \"y\"",
    "swap \"x\" for \"y\" from", "add \"x\" from a and", "add \"x\" frm a onto \"b\"",
    "video set = \"x\"", "remove \"x\" as add", "remove \"x\" as \"name\"", "video a : \"x\"",
    "@@@ §§ ∂", "{", "}", "{x", "{x}", "((((((", "))))", ",,,", "====", "\u{0}\u{0}",
    "remove \"x\" {y} ( 3 at frame 0 point (0,0) garbage more garbage mode",
  ]

  static let all = sound + broken
}

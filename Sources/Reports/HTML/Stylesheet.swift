/// The look of a page, with the digest by which its policy lets it in.
struct Stylesheet: Sendable {
  let text: String
  /// As a policy of content names it.
  let source: String

  /// - Parameter rules: written here; never what a file says.
  init(_ rules: StaticString) {
    text =
      "\n:root{color-scheme:light dark;" + Palette.variables(Palette.light) + "}\n"
      + "@media (prefers-color-scheme:dark){:root{" + Palette.variables(Palette.dark) + "}}\n"
      + "@media print{:root{color-scheme:light;" + Palette.variables(Palette.light) + "}}\n"
      + "\(rules)"
    source = "sha256-" + SHA256.base64(of: text)
  }

  static let ofPages = Stylesheet(
    """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-behavior:auto}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
    body>header,main,body>footer{max-width:64rem;margin:0 auto;padding:0 1.5rem}
    body>header{padding-top:3.5rem}
    h1,h2,h3,h4{line-height:1.25;margin:0;font-weight:650;text-wrap:balance}
    h1{font-size:2.25rem;letter-spacing:-.02em;margin:.25rem 0 .5rem}
    h2{font-size:1.5rem;letter-spacing:-.01em;margin:4rem 0 .35rem}
    h3{font-size:1.0625rem}
    h4{font-size:1rem}
    p{margin:.35rem 0}
    a{color:var(--accent);text-underline-offset:.15em}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    code,.place{font:.8125em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .place{color:var(--soft)}
    .eyebrow{color:var(--accent);font-weight:600;margin:0}
    .lead{color:var(--soft);margin:0 0 1rem;max-width:46rem}
    .faint{color:var(--soft)}
    .class{font-size:1.125rem;color:var(--soft);margin:0}
    .verdict{margin:1.75rem 0 0;padding:1.5rem 1.75rem;border-left:6px solid var(--edge);background:var(--wash);border-radius:0 .5rem .5rem 0}
    .verdict .big{font-size:1.375rem;line-height:1.4;font-weight:600;margin:0;text-wrap:pretty}
    .verdict.bad{border-color:var(--bad);background:var(--bad-wash)}
    .verdict.open{border-color:var(--open);background:var(--open-wash)}
    .verdict.good{border-color:var(--good);background:var(--good-wash)}
    .verdict.bad .mark{color:var(--bad)}.verdict.open .mark{color:var(--open)}.verdict.good .mark{color:var(--good)}
    .counts{display:flex;flex-wrap:wrap;gap:.35rem 1.75rem;list-style:none;margin:1rem 0 0;padding:0}
    .counts strong{font-variant-numeric:tabular-nums}
    .mark{font-weight:700}
    .t-bad{color:var(--bad)}.t-open{color:var(--open)}.t-good{color:var(--good)}.t-calm{color:var(--calm)}
    .tag{display:inline-block;font-size:.8125rem;line-height:1.3;font-weight:600;padding:.15rem .55rem;border-radius:1rem;background:var(--calm-wash);color:var(--calm)}
    .tag.bad{background:var(--bad-wash);color:var(--bad)}.tag.open{background:var(--open-wash);color:var(--open)}.tag.good{background:var(--good-wash);color:var(--good)}
    .facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:1.25rem 0 0}
    .facts dt{color:var(--soft)}.facts dd{margin:0}
    .steps{list-style:none;margin:1rem 0 0;padding:0}
    .steps li{display:grid;grid-template-columns:10.5rem 1fr;gap:0 1.5rem;padding:.85rem 0;border-top:1px solid var(--line)}
    .steps li:last-child{border-bottom:1px solid var(--line)}
    .steps p{margin:0}
    .steps .what{font-weight:600}
    .steps .meta strong{color:var(--ink);font-weight:600}
    .steps .meta{color:var(--soft);font-size:.9375rem}
    .when{font-weight:600;font-variant-numeric:tabular-nums}
    figure{margin:1.25rem 0 0}
    figcaption{color:var(--soft);font-size:.9375rem;margin-top:.5rem}
    .scroll{overflow-x:auto;border:1px solid var(--line);border-radius:.5rem}
    .figure svg{display:block;width:100%;min-width:52rem;height:auto}
    details{margin:.75rem 0}
    summary{cursor:pointer;color:var(--accent);font-weight:600;padding:.15rem 0}
    .group{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem}
    .group>summary h3{display:inline}
    .group>summary .lead{font-weight:400;margin:0 0 0 .25rem}
    table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-top:1px solid var(--line)}
    .scroll{position:relative}
    thead th{overflow-wrap:normal;color:var(--soft);font-weight:600;border-top:0}
    tbody th{font-weight:500}
    tbody tr.act th{background:var(--wash);font-weight:600}
    td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
    .dense th:first-child{width:30%}.dense td:last-child:nth-child(3){width:26%}
    .min{min-width:9rem}
    .finding{border:1px solid var(--line);border-radius:.5rem;padding:1.1rem 1.35rem;margin:1rem 0}
    .finding .law{margin:.1rem 0 .6rem;color:var(--soft)}
    .finding h3{margin:.4rem 0 .15rem}
    .finding dl{display:grid;grid-template-columns:8.5rem 1fr;gap:.3rem 1.25rem;margin:.75rem 0 0}
    .finding dt{color:var(--soft)}.finding dd{margin:0}
    .proof{list-style:none;margin:.35rem 0 0;padding:0}
    .proof .proof{margin:.15rem 0 .15rem .45rem;padding-left:1rem;border-left:1px solid var(--line)}
    .proof li{margin:.25rem 0}
    .proof .mark{display:inline-block;width:1.4em}
    .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:.6rem 0 0;padding:0;font-size:.9375rem}
    .legend .mark{display:inline-block;width:1.5em}
    body>footer{margin-top:4rem;padding-bottom:3rem}
    footer .facts{font-size:.9375rem;border-top:1px solid var(--line);padding-top:1.25rem}
    svg text{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--ink);font-size:13px}
    svg .s11{font-size:11px}svg .s12{font-size:12px}svg .s15{font-size:15px}svg .m{text-anchor:middle}
    svg .soft{fill:var(--soft)}svg .strong{font-weight:600}svg .accent{fill:var(--accent)}
    svg .f-bad{fill:var(--bad)}svg .f-open{fill:var(--open)}svg .f-good{fill:var(--good)}svg .f-calm{fill:var(--calm)}svg .on-ramp{fill:var(--on-ramp)}svg .on-bad{fill:var(--on-bad)}
    svg .grid{stroke:var(--line);fill:none}svg .elbow{stroke:var(--edge);fill:none;stroke-width:1.5}svg .today{stroke:var(--accent);fill:none;stroke-width:1.5;stroke-dasharray:4 4}
    svg .bar{fill:var(--ramp1);stroke:none}svg .bar-bad{fill:var(--bad-wash);stroke:var(--bad)}svg .bar-open{fill:var(--open-wash);stroke:var(--open)}svg .bar-good{fill:var(--good-wash);stroke:var(--good)}svg .bar-calm{fill:var(--calm-wash);stroke:var(--edge)}svg .bar-next{fill:var(--paper);stroke:var(--edge);stroke-dasharray:3 3}
    svg .c-bad{fill:var(--bad);stroke:var(--bad)}svg .c-open{fill:var(--open-wash);stroke:var(--open)}svg .c-good{fill:var(--good-wash);stroke:var(--good)}svg .c-calm{fill:var(--calm-wash);stroke:var(--edge)}
    svg .r0{fill:var(--paper);stroke:var(--edge)}svg .r1{fill:var(--ramp1);stroke:var(--edge)}svg .r2{fill:var(--ramp2);stroke:var(--edge)}svg .r3{fill:var(--ramp3)}svg .r4{fill:var(--ramp4)}svg .may{fill:var(--open-wash);stroke:var(--open);stroke-dasharray:5 3}
    @media (max-width:40rem){
    body>header{padding-top:2rem}h1{font-size:1.75rem}h2{margin-top:3rem}
    .steps li,.facts,.finding dl{grid-template-columns:1fr}
    .facts dd,.finding dd{margin-bottom:.4rem}
    .verdict{padding:1.1rem 1.15rem}.verdict .big{font-size:1.1875rem}
    .finding{padding:.9rem 1rem}
    }
    @page{size:A4;margin:16mm 15mm}
    @media print{
    body{font-size:9.5pt;line-height:1.45}
    .skip{display:none}
    body>header,main,body>footer{max-width:none;padding-left:0;padding-right:0}
    body>header{padding-top:0}
    h2{margin-top:1.75rem;break-after:avoid}h3,h4{break-after:avoid}
    .scroll{overflow:visible;border:0}
    .figure svg{min-width:0}
    figure>.figure,.verdict,.steps li,tr{break-inside:avoid}
    details::details-content{display:block;content-visibility:visible;block-size:auto}
    summary{color:var(--ink);list-style:none}
    th,td{padding:.2rem .4rem}
    table{font-size:8.5pt}.dense,figcaption table{font-size:7.5pt;line-height:1.3}.dense th,.dense td,figcaption th,figcaption td{padding:.1rem .3rem}
    .group{padding:.2rem .4rem;border:0}.finding{padding:.6rem .8rem}.finding dl{margin:.3rem 0 0}
    .proof li{margin:.1rem 0}
    .acts a[href^=http]::after{content:" (" attr(href) ")";font-size:.85em}
    }

    """)
}

extension SHA256 {
  /// In base 64, as policies of content have it.
  static func base64(of text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let digits = digest(of: text).compactMap(\.hexDigitValue)
    var result = ""
    // Three digits of four bits are two of six; 64 digits leave one over.
    for start in stride(from: 0, to: digits.count, by: 3) {
      let three = (0..<3).map { start + $0 < digits.count ? digits[start + $0] : 0 }
      let bits = three[0] << 8 | three[1] << 4 | three[2]
      result.append(letters[bits >> 6])
      if start + 2 <= digits.count { result.append(letters[bits & 63]) }
    }
    return result + String(repeating: "=", count: (4 - result.count % 4) % 4)
  }
}

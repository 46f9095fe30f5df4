import RuleCompiler

/// Where a page of a site lies, seen from another page: made of numbers and fixed words alone.
package struct SitePath: Sendable, Hashable {
  package let text: String

  /// The index, from the folder of systems or from beside it.
  package static func index(fromSystem: Bool) -> SitePath {
    SitePath(text: (fromSystem ? "../" : "") + "index.html")
  }

  /// A page of the list of systems, counted from 1.
  package static func list(_ number: Int, fromSystem: Bool = false) -> SitePath {
    SitePath(text: (fromSystem ? "../" : "") + "list-\(number).html")
  }

  /// The page of a system, from beside the index.
  package static func system(_ number: Int) -> SitePath {
    SitePath(text: "systems/\(number).html")
  }

  package static let json = SitePath(text: "portfolio.json")
  package static let csv = SitePath(text: "portfolio.csv")
}

/// What a page runs, with the digest by which its policy lets it in.
struct Script: Sendable {
  let text: String
  let source: String

  /// - Parameter code: written here; never what a file says.
  private init(_ code: StaticString) {
    text = "\(code)"
    source = "sha256-" + SHA256.base64(of: text)
  }

  /// Makes a field by which the rows of a list are found; without it all are there.
  static let find = Script(
    """
    (()=>{const box=document.getElementById('find'),rows=[...document.querySelectorAll('#systems tbody tr')];
    if(!box||!rows.length)return;
    const fold=s=>s.normalize('NFD').replace(/[\\u0300-\\u036f]/g,'').toLowerCase();
    const words=rows.map(r=>fold(r.textContent));
    const label=document.createElement('label'),field=document.createElement('input'),count=document.createElement('output');
    field.type='search';field.id='field';field.autocomplete='off';label.htmlFor='field';
    label.textContent=box.getAttribute('aria-label');
    const show=()=>{const all=fold(field.value).split(/\\s+/).filter(Boolean);let n=0;
    rows.forEach((r,i)=>{const is=all.every(w=>words[i].includes(w));r.hidden=!is;if(is)n++});
    count.textContent=n+' / '+rows.length};
    field.addEventListener('input',show);box.append(label,field,count);show()})();
    """)
}

extension Stylesheet {
  /// What pages of single systems need, and no more: there are thousands of them.
  static let ofSystems = Stylesheet(
    """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
    .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem}
    body>header,main,body>footer,body>nav{max-width:64rem;margin:0 auto;padding:0 1.5rem}
    body>nav{padding-top:1.5rem}body>header{padding-top:1.25rem}body>footer{padding-top:3rem;padding-bottom:3rem}
    h1,h2{line-height:1.25;margin:0;font-weight:650;text-wrap:balance}
    h1{font-size:1.75rem;letter-spacing:-.01em;margin:.25rem 0 .5rem}h2{font-size:1.25rem;margin:2.5rem 0 .5rem}
    p{margin:.35rem 0}a{color:var(--accent);text-underline-offset:.15em}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    code,.place{font:.8125em/1.5 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .eyebrow{color:var(--accent);font-weight:600;margin:0}.lead,.faint,.place{color:var(--soft)}
    .verdict{margin:1rem 0 0;padding:1rem 1.25rem;border-left:6px solid var(--edge);background:var(--wash);font-weight:600;font-size:1.125rem}
    .verdict.bad{border-color:var(--bad);background:var(--bad-wash)}.verdict.open{border-color:var(--open);background:var(--open-wash)}.verdict.good{border-color:var(--good);background:var(--good-wash)}
    .mark{font-weight:700}.t-bad{color:var(--bad)}.t-open{color:var(--open)}.t-good{color:var(--good)}.t-calm{color:var(--calm)}
    .facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem;margin:1rem 0 0}.facts dt{color:var(--soft)}.facts dd{margin:0}
    .scroll{overflow-x:auto;position:relative;border:1px solid var(--line);border-radius:.5rem}
    table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-top:1px solid var(--line);min-width:8.5rem}
    th:first-child{min-width:12rem}
    thead th{color:var(--soft);font-weight:600;border-top:0}tbody th{font-weight:500}
    figure{margin:1rem 0}.figure svg{display:block;width:100%;min-width:36rem;height:auto}
    figcaption{color:var(--soft);font-size:.9375rem;margin-top:.5rem}
    summary{cursor:pointer;color:var(--accent);font-weight:600;padding:.15rem 0}
    svg text{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--ink);font-size:13px}svg .m{text-anchor:middle}svg .s12{font-size:12px}svg .soft{fill:var(--soft)}svg .strong{font-weight:600}
    svg .f-bad{fill:var(--bad)}svg .f-open{fill:var(--open)}svg .f-good{fill:var(--good)}svg .f-calm{fill:var(--calm)}
    svg .bar-bad{fill:var(--bad-wash);stroke:var(--bad)}svg .bar-open{fill:var(--open-wash);stroke:var(--open)}svg .bar-good{fill:var(--good-wash);stroke:var(--good)}svg .bar-calm{fill:var(--calm-wash);stroke:var(--edge)}
    @media (max-width:40rem){.facts{grid-template-columns:1fr}.facts dd{margin-bottom:.4rem}h1{font-size:1.5rem}}
    @page{size:A4;margin:16mm 15mm}
    @media print{body{font-size:9.5pt}.skip,body>nav{display:none}.scroll{overflow:visible;border:0}.figure svg{min-width:0}tr{break-inside:avoid}details::details-content{display:block;content-visibility:visible;block-size:auto}th,td{padding:.2rem .4rem}}

    """)

  /// The same sheet as pages of runs have, with the field of a list.
  static let ofPortfolios = Stylesheet(
    """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
    .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
    body>header,main,body>footer,body>nav{max-width:64rem;margin:0 auto;padding:0 1.5rem}
    body>header{padding-top:3rem}body>nav{padding-top:1rem}body>footer{margin-top:4rem;padding-bottom:3rem}
    h1,h2,h3{line-height:1.25;margin:0;font-weight:650;text-wrap:balance}
    h1{font-size:2.25rem;letter-spacing:-.02em;margin:.25rem 0 .5rem}h2{font-size:1.5rem;letter-spacing:-.01em;margin:3.5rem 0 .35rem}h3{font-size:1.0625rem;margin:1.75rem 0 .35rem}
    p{margin:.35rem 0}a{color:var(--accent);text-underline-offset:.15em}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    code,.place{font:.8125em/1.5 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .eyebrow{color:var(--accent);font-weight:600;margin:0}.lead{color:var(--soft);margin:0 0 1rem;max-width:46rem}.faint,.place{color:var(--soft)}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem;list-style:none;margin:1.5rem 0 0;padding:0}
    .tiles li{padding:1rem 1.25rem;border-left:6px solid var(--edge);background:var(--wash);border-radius:0 .5rem .5rem 0}
    .tiles .bad{border-color:var(--bad);background:var(--bad-wash)}.tiles .open{border-color:var(--open);background:var(--open-wash)}.tiles .good{border-color:var(--good);background:var(--good-wash)}
    .tiles strong{display:block;font-size:1.75rem;line-height:1.2;font-variant-numeric:tabular-nums}.tiles li>span{display:block}.tiles .mark{margin-right:.4em}.tiles small{color:var(--soft);font-size:.875rem}
    .mark{font-weight:700}.t-bad{color:var(--bad)}.t-open{color:var(--open)}.t-good{color:var(--good)}.t-calm{color:var(--calm)}
    figure{margin:1rem 0 0}figcaption{color:var(--soft);font-size:.9375rem;margin-top:.5rem}
    .scroll{overflow-x:auto;position:relative;border:1px solid var(--line);border-radius:.5rem}
    .figure svg{display:block;width:100%;min-width:44rem;height:auto}
    details{margin:.75rem 0}summary{cursor:pointer;color:var(--accent);font-weight:600;padding:.15rem 0}
    table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.45}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    th,td{text-align:left;vertical-align:top;padding:.45rem .75rem;border-top:1px solid var(--line)}
    th:first-child{min-width:11rem}.wide td{min-width:8rem}
    thead th{overflow-wrap:normal;color:var(--soft);font-weight:600;border-top:0}tbody th{font-weight:500}tbody tr.total th,tbody tr.total td{font-weight:650;border-top:2px solid var(--edge)}
    td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
    .steps{list-style:none;margin:.5rem 0 0;padding:0}.steps li{padding:.75rem 0;border-top:1px solid var(--line)}.steps li:last-child{border-bottom:1px solid var(--line)}.steps p{margin:0}.steps .what{font-weight:600}.steps .meta{color:var(--soft);font-size:.9375rem}
    #find{margin:1rem 0;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}#find label{font-weight:600}#find input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.375rem;padding:.4rem .6rem;min-width:0;flex:1 1 16rem}#find output{color:var(--soft);font-variant-numeric:tabular-nums}
    [hidden]{display:none}
    svg text{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--ink);font-size:13px}svg .m{text-anchor:middle}svg .s11{font-size:11px}svg .s12{font-size:12px}svg .soft{fill:var(--soft)}svg .strong{font-weight:600}
    svg .f-bad{fill:var(--bad)}svg .f-open{fill:var(--open)}svg .f-good{fill:var(--good)}svg .f-calm{fill:var(--calm)}svg .on-ramp{fill:var(--on-ramp)}
    svg .bar-bad{fill:var(--bad-wash);stroke:var(--bad)}svg .bar-open{fill:var(--open-wash);stroke:var(--open)}svg .bar-good{fill:var(--good-wash);stroke:var(--good)}svg .bar-calm{fill:var(--calm-wash);stroke:var(--edge)}
    svg .r0{fill:var(--paper);stroke:var(--edge)}svg .r1{fill:var(--ramp1);stroke:var(--edge)}svg .r2{fill:var(--ramp2);stroke:var(--edge)}svg .r3{fill:var(--ramp3);stroke:var(--ramp3)}svg .r4{fill:var(--ramp4);stroke:var(--ramp4)}svg .may{fill:var(--open-wash);stroke:var(--open);stroke-dasharray:5 3}
    @media (max-width:40rem){body>header{padding-top:2rem}h1{font-size:1.75rem}h2{margin-top:2.5rem}}
    @page{size:A4;margin:16mm 15mm}
    @media print{body{font-size:9.5pt;line-height:1.45}.skip,body>nav,#find{display:none}body>header,main,body>footer{max-width:none;padding-left:0;padding-right:0}.scroll{overflow:visible;border:0}.figure svg{min-width:0}figure>.figure,tr,.tiles li{break-inside:avoid}details::details-content{display:block;content-visibility:visible;block-size:auto}th,td{padding:.2rem .4rem}table{font-size:8.5pt}}

    """)
}

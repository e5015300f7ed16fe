import { chromium } from "@playwright/test";
const args=["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"];
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args});
const out="/tmp/lists-shots"; import fs from "fs"; fs.mkdirSync(out,{recursive:true});
export async function open(width, theme, lang, hash){
  const c = await b.newContext({viewport:{width,height:width<500?844:900},colorScheme:theme,locale:lang});
  const p = await c.newPage();
  p.on("console",m=>{ if(["error","warning"].includes(m.type())) console.log(hash,m.type(),m.text().slice(0,300)); });
  p.on("pageerror",e=>console.log("pageerror",String(e).slice(0,300)));
  await p.goto("http://127.0.0.1:8473/"+hash);
  await p.waitForFunction(()=>"simulator" in window); await p.evaluate(()=>window.simulator.ready);
  await p.evaluate(()=>window.simulator.advance({by:"P12DT2H1M"}));
  await p.waitForTimeout(1500);
  return p;
}
const steps = {
  policies: async p=>{ await p.goto("http://127.0.0.1:8473/#/policies"); await p.waitForTimeout(800); await p.locator("th[scope=row] button.quiet").first().click(); await p.waitForTimeout(500); },
  activity: async p=>{ await p.goto("http://127.0.0.1:8473/#/activity"); await p.waitForTimeout(800); },
  fleet: async p=>{ await p.locator("thead .pick input").check(); await p.waitForTimeout(300); },
  ask: async p=>{ await p.getByRole("checkbox",{name:/unprotected|without|未受/}).check(); await p.waitForTimeout(300); await p.locator("thead .pick input").check(); await p.waitForTimeout(200); await p.locator(".bulk button").nth(0).click(); await p.waitForTimeout(400); },
  assoc: async p=>{ await p.getByRole("checkbox",{name:/unprotected|without|未受/}).check(); await p.waitForTimeout(300); await p.locator("thead .pick input").check(); await p.waitForTimeout(200); await p.locator(".bulk button").nth(1).click(); await p.waitForTimeout(400); },
  plans: async p=>{ await p.goto("http://127.0.0.1:8473/#/plans"); await p.waitForTimeout(800); await p.locator("tbody .pick input").nth(0).check(); await p.locator("tbody .pick input").nth(1).check(); await p.waitForTimeout(200); },
  ecs: async p=>{ await p.goto("http://127.0.0.1:8473/#/ecs"); await p.waitForTimeout(800); await p.locator("tbody .pick input").nth(0).check(); await p.waitForTimeout(200); },
  newpolicy: async p=>{ await p.locator("button.primary").first().click(); await p.waitForTimeout(500); await p.locator("dialog[open] tbody input:not([disabled])").first().check(); await p.locator("dialog[open] button.primary").click(); await p.waitForTimeout(300); await p.locator("#way-new").check(); await p.waitForTimeout(300); },
};
for (const spec of process.argv.slice(2)) {
  const [name,width,theme,lang]=spec.split(",");
  const p = await open(+width,theme,lang,"");
  try { await steps[name](p); } catch(e){ console.log(spec, String(e).slice(0,400)); }
  await p.screenshot({path:`${out}/${spec.replaceAll(",","-")}.png`});
  await p.context().close();
}
await b.close();

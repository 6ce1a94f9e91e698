import { openErp, CID } from '/work/main/apps/mock-erp/src/testing/test-erp.ts'
import { names } from '/work/main/apps/mock-erp/src/tables/names.ts'
import { insertRow } from '/work/main/apps/mock-erp/src/tables/insert-row.ts'
import { systemUser } from '/work/main/apps/mock-erp/src/users.ts'
import { test } from 'vitest'
test('fuzz', async () => {
const erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
let item='', vendor='', account=''
erp.database.transact(systemUser, CID, (data) => {
  vendor=insertRow(data, names.vendor, { number: 'V1', displayName: 'N', genBusPostingGroup: 'DOMESTIC', vatBusPostingGroup: 'DOMESTIC', vendorPostingGroup: 'DOMESTIC' }).id
  item=insertRow(data, names.item, { number:'1', genProdPostingGroup:'GOODS', vatProdPostingGroup:'VAT19', type:'Inventory', inventoryPostingGroup:'RESALE', baseUnitOfMeasureCode:'PCS', allowInvoiceDiscount:true }).id
  account=data.lookup(names.account,['number'],['5300'])!.id
})
const values: unknown[] = [null, '', 'x', -1, 0, 1.23456789, 1e15, 123456789012345678n.toString(), true, '00000000-0000-0000-0000-000000000000', item, vendor, account, 'y'.repeat(300), '2026-13-45', '2026-02-28', [], {}, 'Item','Account','Comment','Resource', 99999999999]
let n=0; const bad=new Map<string,number>()
for (const set of ['purchaseOrders','purchaseOrderLines']) {
  const def=(await erp.call('POST','purchaseOrders',{vendorNumber:'V1',purchaseOrderLines:[{itemId:item,quantity:3,directUnitCost:2}]}))
  const oid=String(def.body['id'])
  const line=(await erp.call('GET',`purchaseOrders(${oid})/purchaseOrderLines`)).rows[0]!
  const row= set==='purchaseOrders'? def.body : line
  const path= set==='purchaseOrders'? `purchaseOrders(${oid})` : `purchaseOrderLines(${String(line['id'])})`
  for (const name of Object.keys(row).filter(k=>!k.includes('@'))) for (const value of values) {
    const bodies=[{[name]:value}]
    for (const body of bodies) {
      n++
      const a=await erp.call('PATCH',path,body,{'If-Match':'*'})
      const post= set==='purchaseOrders' ? await erp.call('POST','purchaseOrders',{vendorNumber:'V1',...body}) : await erp.call('POST',`purchaseOrders(${oid})/purchaseOrderLines`,{...body, itemId:item, ...body})
      const post2= set==='purchaseOrders' ? post : await erp.call('POST',`purchaseOrders(${oid})/purchaseOrderLines`,body)
      for (const r of [a,post,post2]) if (r.status>=500&&r.status!==501) { const k=`${set}.${name}=${JSON.stringify(value)} ${r.text.slice(0,150)}`; bad.set(k,(bad.get(k)??0)+1) }
      const g=await erp.call('GET',`purchaseOrders(${oid})?$expand=purchaseOrderLines`); if (g.status!==200) { bad.set(`GET after ${set}.${name}=${JSON.stringify(value)} ${g.status}`,1) }
    }
  }
}
console.log(n); for (const [k] of bad) console.log(k)
await erp.close()
}, 200000)

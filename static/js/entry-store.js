// The first home of what is typed: IndexedDB, whose last write survives even a killed browser.

const STORE = "typing";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("otop-entry", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const database = opened();

async function ask(mode, action) {
  const transaction = (await database).transaction(STORE, mode, { durability: "strict" });
  const request = action(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const recall = (key) => ask("readonly", (store) => store.get(key));
export const remember = (key, entries) => ask("readwrite", (store) => store.put(entries, key));
export const forget = (key) => ask("readwrite", (store) => store.delete(key));

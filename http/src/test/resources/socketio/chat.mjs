// Talks with agents by the official client and prints all that it hears, one JSON array a line.
// Arguments: the client's module, the server's address, the transports with commas between them, the token that the
// connection brings, and a JSON array of steps: ["emit", event, payload], or ["await", event] for the next such event
// that was not awaited before.
const [module, address, transports, token, script] = process.argv.slice(2);
const {io} = await import(module);
const say = (...it) => console.log(JSON.stringify(it));
const socket = io(address, {
    transports: transports.split(','), auth: token ? {token} : {}, reconnection: false, path: '/socket.io/'});
const heard = [];
let wake = () => {};
socket.onAny((event, payload) => { say(event, payload); heard.push(event); wake(); });
const next = async event => {
    while (!heard.includes(event)) await new Promise(it => { wake = it; });
    heard.splice(0, heard.indexOf(event) + 1);
};
setTimeout(() => { say('too late'); process.exit(2); }, 25000).unref();
socket.on('connect_error', it => { say('connect_error', it.message); process.exit(1); });
socket.on('disconnect', reason => {
    say('disconnect', reason);
    // By polling, a goodbye is a request of its own: who says it ends by itself, once it has left, or soon.
    if (reason !== 'io client disconnect') process.exit(0);
    setTimeout(() => process.exit(0), 3000);
});
socket.on('connect', async () => {
    for (const [step, event, payload] of JSON.parse(script)) {
        if (step === 'emit') socket.emit(event, payload);
        else await next(event);
    }
    socket.disconnect();
});

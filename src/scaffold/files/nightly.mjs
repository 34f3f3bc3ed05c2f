//fr Chaque nuit, relance la fabrication du site. Créez un « build hook » (Site configuration, Build & deploy) et mettez
//fr son adresse dans la variable d’environnement BUILD_HOOK.
//en Starts a build of the site every night. Make a build hook (Site configuration, Build & deploy) and put its address
//en in the environment variable BUILD_HOOK.
export default async () => {
  const hook = process.env.BUILD_HOOK;
  if (!hook) throw new Error("BUILD_HOOK is not set: no nightly build");
  const answer = await fetch(hook, { method: "POST" });
  if (!answer.ok) throw new Error(`the build hook answered ${answer.status}`);
};

export const config = { schedule: "@minute@ 3 * * *" };

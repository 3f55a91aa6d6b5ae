export default {
  title: '登录',
  with: '使用 {{provider}} 登录',
  guest: '以访客身份进入',
  guestWhy: '在这台机器前的您，作为管理员',
  demo: '或以其中一人的身份试用门户',
  as: '以 {{name}} 的身份进入',
  failed: '登录未成功',
  again: '返回选择',
  none: '没有配置任何登录方式',
  noneWhy: '请由运维人员在 mlops.signIn.providers 中指定。',
};

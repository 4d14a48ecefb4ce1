import type { CommandTexts } from './english.js';

export const JAPANESE: CommandTexts = {
  imagine: {
    name: '画像作成',
    description: '画像を作成、または編集します',
    options: {
      prompt: {
        name: 'プロンプト',
        description: '作りたいもの、または画像の変更内容',
      },
      picture: { name: '画像', description: 'もとになる画像' },
      picture2: { name: '画像2', description: 'もとになる別の画像' },
      picture3: { name: '画像3', description: 'もとになる別の画像' },
      picture4: { name: '画像4', description: 'もとになる別の画像' },
      avatar: { name: 'アバター', description: 'プロフィール画像を使うメンバー' },
      style: { name: 'スタイル', description: '25種類のスタイルから選択' },
      ratio: { name: '縦横比', description: '幅と高さの比率' },
      size: { name: 'サイズ', description: '画像の大きさ' },
      count: { name: '枚数', description: '作成する画像の枚数' },
      model: { name: 'モデル', description: '画像モデル' },
      private: { name: '非公開', description: 'カードを自分だけに表示するかどうか' },
    },
  },
  editPicture: { name: 'この画像を編集' },
  report: { name: '報告' },
  removeCard: { name: 'カードを削除' },
  adminLog: {
    name: 'ログ',
    description: 'このサーバーのモデレーションログの送り先',
    options: {
      channel: { name: 'チャンネル', description: '送り先のチャンネル' },
      off: { name: 'オフ', description: 'ログを止めるかどうか' },
    },
  },
  history: {
    name: '履歴',
    description: 'これまでのリクエストを表示します',
    options: {
      search: { name: '検索', description: 'プロンプトに含まれる言葉' },
      kept: { name: '保存済み', description: '⭐で保存したものだけを表示' },
    },
  },
  show: {
    name: '表示',
    description: 'カードをここに呼び出します',
    options: {
      id: {
        name: 'id',
        description: 'カードの下部にあります。最初の8文字だけでも構いません',
      },
    },
  },
  forget: {
    name: '忘れる',
    description: 'カード1枚、または保存されたあなたのデータをすべて消去します',
    options: {
      card: {
        name: 'カード',
        description: 'カードの下部にあるIDまたは最初の8文字。空欄ならすべて',
      },
    },
  },
  export: {
    name: 'エクスポート',
    description: '保存されたあなたのデータをすべてアーカイブで渡します',
  },
  help: { name: 'ヘルプ', description: '画像の作り方を説明します' },
  usage: { name: '使用状況', description: '残りの枚数と次に増える時刻を表示します' },
  status: { name: 'ステータス', description: 'ボットの状態を表示します' },
  admin: { name: '管理', description: 'このサーバーで私を使ってできることを決めます' },
  adminCardUse: {
    name: 'カードの利用',
    description: 'カードを使える人を決めます',
    options: {
      who: {
        name: '誰',
        description: 'owner: 依頼した人 / everyone: 見える人全員 / default: 運営者の設定',
      },
    },
  },
  adminChannel: {
    name: 'チャンネル',
    description: '画像を作れるチャンネルを決めます。何も許可しなければ、すべてで作れます',
    options: {
      channel: { name: 'チャンネル', description: 'チャンネルまたはカテゴリー' },
      allowed: { name: '許可', description: 'そこで画像を作れるかどうか' },
    },
  },
  adminRole: {
    name: 'ロール',
    description: '画像を作れるロールを決めます。何も許可しなければ、全員が作れます',
    options: {
      role: { name: 'ロール', description: 'ロール' },
      allowed: { name: '許可', description: 'そのメンバーが画像を作れるかどうか' },
    },
  },
  adminRetention: {
    name: '保存期間',
    description: 'このサーバーのカードを保存する日数を決めます',
    options: { days: { name: '日数', description: '最後に使ってからの日数。0: 運営者の設定' } },
  },
  adminQuota: {
    name: '上限',
    description: '画像を何枚作れるかを決めます。運営者専用です',
    options: {
      for: { name: '対象', description: 'ロールまたは人' },
      quota: { name: '上限', description: '例: 200/24h。exempt は上限なし、default は通常の上限' },
    },
  },
  adminRules: { name: '規則', description: 'このサーバーで今できることを表示します' },
  settings: {
    name: '設定',
    description: '新しいカードの初期設定を変更します',
    options: {
      for: { name: '対象', description: '誰のカードか。選ばない場合は自分のカード' },
    },
    choices: { person: { name: '自分' }, server: { name: 'このサーバー' } },
  },
};

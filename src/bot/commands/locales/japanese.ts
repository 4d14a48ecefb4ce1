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
  help: { name: 'ヘルプ', description: '画像の作り方を説明します' },
  status: { name: 'ステータス', description: 'ボットの状態を表示します' },
  settings: {
    name: '設定',
    description: '新しいカードの初期設定を変更します',
    options: {
      for: { name: '対象', description: '誰のカードか。選ばない場合は自分のカード' },
    },
    choices: { person: { name: '自分' }, server: { name: 'このサーバー' } },
  },
};

export interface Sample {
  id: string;
  area_id: string;
  area_name: string;
  title: string;
  author: string;
  created_at: number;
}
